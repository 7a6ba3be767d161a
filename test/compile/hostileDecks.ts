/** What a hostile deck would run. The port is nobody's; whoever wants to hear it puts a real one there. */
export const PWN = "window.__pwn=1;fetch('http://127.0.0.1:9/canary')"
const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${PWN}"><script>${PWN}</script></svg>`

/** What an author, or whoever sent the deck, may write. */
export const hostileDecks: Readonly<Record<string, readonly string[]>> = {
  'scripts and handlers in every spelling': [
    `<script>${PWN}</script>`,
    `text <script>${PWN}</script> text`,
    `<ScRiPt/x>${PWN}</sCrIpT >`,
    `<script\n>${PWN}</script>`,
    `<img src=x onerror="${PWN}">`,
    `<img/src=x/onerror=${PWN}>`,
    `<img src=x onerror=${PWN}//`,
    `<img src=\`x\` onerror=${PWN}>`,
  ],
  'comments that end early': [
    `<div><!--><img src=x onerror=${PWN}>--></div>`,
    ...['p', 'td', 'details', 'section'].map((tag) => `<${tag}><!--><img src=x onerror=${PWN}>--></${tag}>`),
    `<!-->\n<img src=x onerror=${PWN}>\n-->`,
    `a <!--> <img src=x onerror=${PWN}> --> b`,
  ],
  'formulas that reach for attributes and addresses': [
    '$\\style{background:url(http://127.0.0.1:9/formula)}{x}$',
    '$\\cssId{presenter}{z}$ $\\class{a"onclick=PWN}{y}$',
    '$\\htmlData{a=b}{x}$ $\\htmlStyle{color:red}{x}$ $\\htmlId{a}{b}$ $\\htmlClass{a}{b}$',
    '$\\includegraphics{http://127.0.0.1:9/i}$ $\\href{javascript:alert(1)}{x}$ $\\url{javascript:x}$',
    '$\\unicode{<img src=1 onerror=PWN>}$',
  ],
  'links with schemes that run or reach': [
    `[a](javascript:${PWN}) [b](JaVaScRiPt:x) [c](&#x6A;avascript:x) [d](java&Tab;script:x) <javascript:x>`,
    '[e](vbscript:x) [f](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==) [g](file:///etc/passwd)',
    '[h][r] [i](blob:x) [j](ms-msdt:/id) [k](search-ms:query=x) [l](intent://x)\n\n[r]: <\u0001javascript:x>',
  ],
  'addresses in raw HTML': [
    '<a href="&#106;avascript:x">a</a> <a href=" java\tscript:x">b</a> <a xlink:href="javascript:x">c</a>',
    '<map><area href="javascript:x"></map> <form action="javascript:x"><button formaction="javascript:x">x</button></form>',
    '<video src="javascript:x" poster="javascript:x"></video> <img srcset="javascript:x 1x">',
    '<a ping="http://127.0.0.1:9/p" href="https://example.org">p</a> <q cite="javascript:x">q</q>',
  ],
  'SVG and MathML': [
    svg,
    '<svg><animate attributeName=href values=javascript:x></svg>',
    '<svg><use href="data:image/svg+xml,<svg id=x onload=y>#x"></use></svg>',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=x&gt;">',
    '<math href=javascript:x>click</math>',
  ],
  'elements that load or navigate': [
    'iframe src=//127.0.0.1:9',
    'object data=//127.0.0.1:9',
    'embed src=//127.0.0.1:9',
    'base href=//127.0.0.1:9/',
    'meta http-equiv=refresh content="0;url=//127.0.0.1:9"',
    'link rel=stylesheet href=//127.0.0.1:9',
    'link rel=dns-prefetch href=//127.0.0.1:9',
    'form action=//127.0.0.1:9',
    'input type=image src=//127.0.0.1:9',
    'frame src=//127.0.0.1:9',
    'applet code=x',
    'portal src=//127.0.0.1:9',
    'dialog open',
    'script type=speculationrules',
  ].map((tag) => `<${tag}>x</${tag.split(' ')[0]}>\n\ntext <${tag}>`),
  'data addresses': [
    `![a](data:image/svg+xml;base64,${btoa(svg)}) <img src="data:image/svg+xml,${encodeURIComponent(svg)}">`,
    '![b](data:text/html,<script>x</script>) <img src="data:text/html,x"> <a href="data:text/html,x">y</a>',
  ],
  'fences with hostile information': [
    '```js"onload=PWN\nx\n```',
    `\`\`\`"><script>${PWN}</script>\nx\n\`\`\``,
    '```js {1-999999999}\nconst a = 1\n```',
    '```js [<img src=x onerror=PWN>]\nconst a = 1\n```',
    '```__proto__\nx\n```',
    '```constructor\nx\n```',
  ],
  'CSS that breaks out': [
    '<!-- backgroundImage: url("x");} </style><script>PWN</script> -->\n# x',
    '<!-- _backgroundImage: url(http://127.0.0.1:9/bg) -->\n# x',
    '<style>section::after{content:"</style><script>PWN</script>"} /* </style><script>PWN</script> */</style>\n# x',
    '<style>@import "http://127.0.0.1:9/i.css"; section{background:u\\72l(http://127.0.0.1:9/esc)}</style>\n# x',
  ],
}
