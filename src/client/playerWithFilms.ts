import { begin } from './begin.js'
import { buildFilms } from './present/films.js'

// The player of a deck with films or sounds.
begin({ buildFilms })
