import { begin } from '../player/begin.js'

begin()
