/**
 * Front-matter keys of programs that read the same files: pandoc and Quarto, Obsidian, Jekyll, Hugo, Docusaurus, Jupytext, R
 * Markdown, Zotero, editors and their plugins. They mean nothing here and are no slips of the pen: nobody is told of them.
 */
export const foreignKeys: ReadonlySet<string> = new Set(
  [
    // notes and vaults
    'aliases alias tags tag cssclass cssclasses publish permalink created updated modified id uid uuid type status up',
    'related source sources created_at updated_at kanban-plugin excalidraw-plugin dg-publish obsidianUIMode',
    // sites
    'layout slug draft weight categories category series summary lastmod publishDate expiryDate images videos markup',
    'outputs linkTitle toc excerpt redirect_from published sitemap comments sidebar nav_order parent has_children',
    'nav_exclude grand_parent pagination_next pagination_prev authors sidebar_label sidebar_position',
    'displayed_sidebar hide_table_of_contents cover thumbnail icon banner pubDate updatedDate heroImage robots',
    // pandoc, Quarto, R Markdown, LaTeX
    'abstract institute institution affiliation bibliography csl link-citations nocite references geometry fontsize',
    'mainfont sansfont monofont mathfont CJKmainfont documentclass classoption papersize colortheme fonttheme innertheme',
    'outertheme aspectratio header-includes include-before include-after titlegraphic logo thanks numbersections lof',
    'lot linkcolor urlcolor citecolor toc-title toc-depth output format execute editor knit params runtime',
    'highlight-style pdf-engine slide-level incremental number-sections date-format date-modified css monofontoptions',
    'title-prefix subject license licence copyright rights version revision generator section-titles institute-logo',
    // notebooks, editors, plugins
    'jupyter jupytext kernelspec language_info presentation puppeteer print_background export_on_save ebook enableEmoji',
    'markdown mermaid plantuml marp-cli vscode-marp zotero-key zettel course lecture week module chapter semester',
    'university department email website github twitter contact venue location place speaker speakers conference',
  ].flatMap((names) => names.split(' ')),
)

/** Words that people write for one of our keys, and which are too far from it for a slip. */
export const otherWords: ReadonlyMap<string, string> = new Map([
  ['language', 'lang'],
  ['locale', 'lang'],
  ['pagination', 'paginate'],
  ['page_number', 'paginate'],
  ['pageNumber', 'paginate'],
  ['background', 'backgroundColor'],
  ['aspect_ratio', 'size'],
  ['aspectRatio', 'size'],
])
