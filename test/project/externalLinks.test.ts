import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { brokenLinks } from '../../src/project/check/externalLinks.js'
import { compileText } from '../compile/compileText.js'

test('Links to pages that are gone are told with their line; those that refuse programs are not', async () => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === '/gone' ? 404 : request.url === '/private' ? 403 : 200
    response.end('a page')
  })
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const at = `http://127.0.0.1:${port}`
  const deck = await compileText(`# A\n\n[here](${at}/here) [gone](${at}/gone)\n\n[private](${at}/private)\n`)
  const problems = await brokenLinks(deck, () => true)
  expect(problems.map(({ code, message, place }) => [code, message, place.line])).toEqual([
    ['link-broken', `The link to ${at}/gone is broken: the server answered 404.`, 3],
  ])
  expect(await brokenLinks(deck)).toHaveLength(3)
  server.close()
})
