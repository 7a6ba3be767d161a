// What may stay in a slide. Everything that is not named here goes: an allowlist cannot forget a new element.

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean))

/** HTML elements: what Marp Core lets through from raw HTML (its `html` allowlist) and what Markdown itself makes. */
export const htmlElements = words(`
  a abbr address article aside audio b bdi bdo big blockquote br caption center cite code col colgroup dd del details
  dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li main mark nav ol p
  picture pre q rp rt ruby s samp section small source span strike strong sub summary sup table tbody td tfoot th thead
  time tr track tt u ul var video wbr`)

/** SVG elements that draw. No `script`, no `animate` (it can write addresses), no `a`. */
export const svgElements = words(`
  svg g path rect circle ellipse line polyline polygon text tspan textPath defs marker linearGradient radialGradient stop
  clipPath mask pattern title desc symbol use image foreignObject style`)

/** MathML elements as KaTeX writes them. No `annotation-xml`, `mglyph`, `malignmark`: they switch parsers. */
export const mathElements = words(`
  math semantics annotation mrow mi mn mo ms mtext mspace mfrac msqrt mroot mstyle mpadded mphantom msub msup msubsup
  munder mover munderover mmultiscripts mprescripts none mtable mtr mtd mlabeledtr menclose merror`)

/** Elements whose content is no prose: they go with all that is inside. Others leave their children behind. */
export const dropWhole = words(`
  script style iframe frame frameset noframes object embed applet portal noscript noembed template textarea title xmp
  plaintext link meta base param animate set animateMotion animateTransform annotation-xml mglyph malignmark select`)

const globalAttributes = words('class id lang dir title role hidden style align translate')

/** Attributes of elements beside the global ones. Those of HTML 3 that only say how something looks are harmless. */
const elementAttributes: Readonly<Record<string, ReadonlySet<string>>> = {
  a: words('href rel target hreflang'),
  audio: words('src autoplay controls loop muted preload'),
  blockquote: words('cite'),
  br: words('clear'),
  col: words('span width valign bgcolor'),
  colgroup: words('span width valign bgcolor'),
  del: words('cite datetime'),
  details: words('open'),
  font: words('color face size'),
  hr: words('color noshade size width'),
  img: words('src srcset sizes alt width height decoding loading draggable border hspace vspace'),
  ins: words('cite datetime'),
  li: words('value type'),
  ol: words('start type reversed'),
  pre: words('tabindex'),
  q: words('cite'),
  source: words('src srcset sizes media type width height'),
  table: words('border bordercolor bgcolor cellpadding cellspacing frame rules summary width height valign'),
  tbody: words('valign bgcolor'),
  td: words('colspan rowspan headers width height valign bgcolor nowrap'),
  tfoot: words('valign bgcolor'),
  th: words('colspan rowspan headers scope abbr width height valign bgcolor nowrap'),
  thead: words('valign bgcolor'),
  time: words('datetime'),
  tr: words('height valign bgcolor rowspan'),
  track: words('src kind srclang label default'),
  ul: words('type'),
  video: words('src poster autoplay controls loop muted playsinline preload width height'),
}

/** True when an HTML element may carry the attribute. Addresses and `style` are looked at again elsewhere. */
export function allowsAttribute(tag: string, name: string): boolean {
  if (globalAttributes.has(name) || /^(data|aria)-[\w.:-]+$/.test(name)) return true
  return elementAttributes[tag]?.has(name) ?? false
}

/** Attributes of SVG and MathML: drawing attributes are many and harmless; these are the ones that are not. */
export function allowsForeignAttribute(name: string): boolean {
  return !/^on|^xml:base$|^ping$|^src$|^action|^formaction$|^begin$|^end$|^attributename$|^from$|^to$|^values$/i.test(
    name,
  )
}

/** What raw HTML may have in a deck that nobody trusts: elements, and of each the attributes (`data-*` and `aria-*` aside). */
export function rawAttributes(tag: string): readonly string[] {
  return [...globalAttributes, ...(elementAttributes[tag] ?? [])]
}

/** Attributes that change nothing that anybody sees when they go. */
export const unseenAttributes = words(`
  accesskey autocapitalize autocorrect autofocus cite contextmenu crossorigin datetime enterkeyhint fetchpriority
  importance inert inputmode integrity itemid itemprop itemref itemscope itemtype longdesc name nonce part referrerpolicy
  rel slot spellcheck summary tabindex target xmlns`)
