/** Two-letter codes of languages (ISO 639-1), for telling which one is meant by a name. */
const codes =
  'aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'

/** Shape of a tag that a browser takes: a code of two or three letters, then script, region and variants. */
const shape = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i

/**
 * What is to be said of a value of `lang`: nothing when it is the tag of a language; else the tag that is meant, when it is
 * the name of one (`italian`, `Deutsch`), a country (`jp`), or a tag in another spelling (`en_US`).
 */
export function readLanguage(value: string): { readonly good: boolean; readonly meant?: string } {
  const written = value.trim()
  const dashed = written.replace(/_/g, '-').replace(/\..*$/, '')
  if (shape.test(dashed)) {
    if (isLanguage(dashed)) return dashed === written ? { good: true } : { good: false, meant: dashed }
    const meant = languageOfCountry(dashed)
    return meant === undefined ? { good: false } : { good: false, meant }
  }
  const meant = codeOfName(written)
  return meant === undefined ? { good: false } : { good: false, meant }
}

/** True when there is a language of that code. Tags for private use (`x-…`, `qaa`) do not get here or are taken. */
function isLanguage(tag: string): boolean {
  const [code = ''] = tag.toLowerCase().split('-')
  if (/^q[a-t][a-z]$/.test(code)) return true
  return nameOf(code, 'en') !== undefined
}

function nameOf(code: string, language: string): string | undefined {
  try {
    return new Intl.DisplayNames([language], { type: 'language', fallback: 'none' }).of(code)
  } catch {
    return undefined
  }
}

function languageOfCountry(code: string): string | undefined {
  if (!/^[a-z]{2}$/i.test(code)) return undefined
  const { language } = new Intl.Locale(`und-${code.toUpperCase()}`).maximize()
  return language === 'und' || language === 'en' ? undefined : language
}

/** By the name of a language in English or in itself; a part in brackets or behind a comma is left out. */
function codeOfName(written: string): string | undefined {
  const wanted = plain(written)
  if (wanted.length < 3) return undefined
  return codes
    .split(' ')
    .find((code) => [nameOf(code, 'en'), nameOf(code, code)].some((name) => plain(name) === wanted))
}

function plain(name = ''): string {
  return name
    .replace(/[(,].*$/, '')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
    .toLowerCase()
}
