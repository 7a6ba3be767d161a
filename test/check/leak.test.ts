import { expect, it } from 'vitest'
import { leak } from '../../src/check/rules/leak.js'
import { sourceFromText } from '../../src/load/deck/source.js'
import { compileText } from '../compile/compileText.js'

async function told(markdown: string): Promise<string[]> {
  const deck = await compileText(markdown)
  const source = sourceFromText(markdown, { file: 'deck.md', path: '/deck.md', root: '/', name: 'deck' })
  const context = { deck, source, measurements: [], files: new Map(), option: () => 0 }
  return (leak.deck?.(context) ?? []).map(({ message }) => message)
}

const secrets = [
  'AKIAIOSFODNN7EXAMPLE',
  'token: abc123def456',
  '-----BEGIN RSA PRIVATE KEY-----',
  '-----BEGIN OPENSSH PRIVATE KEY-----',
  'pw: hunter2',
  'password = "s3cr3t!"',
  'Passwort: Geheim123',
  'api_key=9f86d081884c7d659a2f',
  `ghp_${'a1B2'.repeat(9)}`,
  'xoxb-2345678901-abcdefghij',
  'DB_PASSWORD=hunter2!x',
  'export AWS_SECRET_ACCESS_KEY=wJalrXUtn1FEMI2K7MDENG3bPxRfiCYEXAMPLEKEY',
  'postgres://admin:pa55word@db.example.com/shop',
  `npm_${'a1B2'.repeat(9)}`,
  `"secret": "${'ab12'.repeat(5)}"`,
]

it.each(secrets)('%s is told in notes, in text and in code', async (secret) => {
  expect(await told(`# x\n\n<!-- ${secret} -->`)).toEqual([expect.stringContaining('The notes contain a')])
  expect(await told(`# x\n\n\`${secret}\``)).toEqual([expect.stringContaining('The slide shows a')])
  expect(await told(`# x\n\n\`\`\`sh\nexport A\n${secret}\n\`\`\``)).toEqual([
    expect.stringContaining('The slide shows a'),
  ])
})

it('a word of a note that is nothing but a password is one', async () => {
  expect(await told('# x\n\n<!-- password: swordfish -->')).toEqual([expect.stringContaining('a password')])
})

it('what explains secrets, or stands for one, is left alone', async () => {
  const innocent = [
    'Password: strong ones have twelve letters',
    'password: never the same twice',
    'const token = getToken()',
    'token: string',
    'password = os.environ["DB_PASSWORD"]',
    'PASSWORD=<your password>',
    'PGPASSWORD=$PASSWORD',
    'password: ********',
    'Token: BPE-32000',
    'pass: 98.5 %',
    'pwd: /home/me/project1',
    'The secret: practise',
    'api_key: YOUR_API_KEY',
    'secret: my-secret-12345',
    'from sk-learn-contrib-something import x',
    '-----BEGIN CERTIFICATE-----',
    'postgres://user:password@localhost/db',
    'https://user:$TOKEN@example.com',
    'see https://example.com:8080/a@b',
    'DB_PASSWORD=changeme',
    'hmac_token = hmac_sha256(key, text)',
  ]
  for (const line of innocent) {
    expect(await told(`# x\n\n<!-- I say: ${line} -->\n\n\`${line}\``), line).toEqual([])
  }
})
