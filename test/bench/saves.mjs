// Eight ways in which programs save a file. Each gets its path and the new text.
import {
  closeSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const beside = (path, name) => join(dirname(path), name)

export const saves = {
  'in place': (path, text) => writeFileSync(path, text),
  vim: (path, text) => {
    writeFileSync(beside(path, '4913'), '')
    unlinkSync(beside(path, '4913'))
    renameSync(path, `${path}~`)
    writeFileSync(path, text)
    unlinkSync(`${path}~`)
  },
  emacs: (path, text) => {
    rmSync(beside(path, '.#lock'), { force: true })
    symlinkSync('user@machine.1234', beside(path, '.#lock'))
    writeFileSync(beside(path, '#draft#'), text)
    writeFileSync(path, text)
    unlinkSync(beside(path, '#draft#'))
    unlinkSync(beside(path, '.#lock'))
  },
  gedit: (path, text) => {
    writeFileSync(beside(path, '.goutputstream-A1B2C3'), text)
    renameSync(beside(path, '.goutputstream-A1B2C3'), path)
  },
  JetBrains: (path, text) => {
    writeFileSync(`${path}___jb_tmp___`, text)
    renameSync(path, `${path}___jb_old___`)
    renameSync(`${path}___jb_tmp___`, path)
    unlinkSync(`${path}___jb_old___`)
  },
  'sed -i': (path, text) => {
    writeFileSync(beside(path, 'sedAbCdEf'), text)
    renameSync(beside(path, 'sedAbCdEf'), path)
  },
  'git checkout': (path, text) => {
    unlinkSync(path)
    writeFileSync(path, text)
  },
  'emptied, and written a while later': async (path, text) => {
    const file = openSync(path, 'r+')
    ftruncateSync(file, 0)
    await wait(30)
    writeSync(file, text)
    closeSync(file)
  },
}
