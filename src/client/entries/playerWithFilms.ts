import { begin } from '../player/begin.js'
import { buildFilms } from '../present/films/films.js'

// The player of a deck with films or sounds.
begin({ buildFilms })
