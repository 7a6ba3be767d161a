import {
  appendFileSync,
  closeSync,
  copyFileSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/**
 * Every way in which programs save a file: they get its path and the new text. JavaScript, because benches use it as well.
 * @type {Readonly<Record<string, (path: string, text: string) => void>>}
 */
export const styles = {
  'in place': (path, text) => writeFileSync(path, text),
  vim: (path, text) => {
    const probe = join(path, '..', '4913')
    writeFileSync(probe, '')
    unlinkSync(probe)
    renameSync(path, `${path}~`)
    writeFileSync(path, text)
    unlinkSync(`${path}~`)
  },
  emacs: (path, text) => {
    const [folder, name] = [join(path, '..'), path.slice(path.lastIndexOf('/') + 1)]
    rmSync(join(folder, `.#${name}`), { force: true })
    symlinkSync('user@machine.1234', join(folder, `.#${name}`))
    writeFileSync(join(folder, `#${name}#`), text)
    writeFileSync(path, text)
    unlinkSync(join(folder, `#${name}#`))
    unlinkSync(join(folder, `.#${name}`))
  },
  'gedit and its like': (path, text) => {
    const draft = join(path, '..', '.goutputstream-A1B2C3')
    writeFileSync(draft, text)
    renameSync(draft, path)
  },
  JetBrains: (path, text) => {
    writeFileSync(`${path}___jb_tmp___`, text)
    renameSync(path, `${path}___jb_old___`)
    renameSync(`${path}___jb_tmp___`, path)
    unlinkSync(`${path}___jb_old___`)
  },
  'VS Code': (path, text) => {
    const file = openSync(path, 'r+')
    ftruncateSync(file, 0)
    writeSync(file, text)
    closeSync(file)
  },
  'sed -i': (path, text) => {
    writeFileSync(join(path, '..', 'sedAbCdEf'), text)
    renameSync(join(path, '..', 'sedAbCdEf'), path)
  },
  'git checkout': (path, text) => {
    unlinkSync(path)
    writeFileSync(path, text)
  },
  mv: (path, text) => {
    writeFileSync(`${path}.new`, text)
    renameSync(`${path}.new`, path)
  },
  'cp -p': (path, text) => {
    const copy = `${path}.copy`
    writeFileSync(copy, text)
    utimesSync(copy, 1_000_000_000, 1_000_000_000)
    copyFileSync(copy, path)
    utimesSync(path, 1_000_000_000, 1_000_000_000)
    unlinkSync(copy)
  },
  append: (path, text) => {
    writeFileSync(path, text.slice(0, 3))
    appendFileSync(path, text.slice(3))
  },
}
