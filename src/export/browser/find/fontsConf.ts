/**
 * Configuration for fontconfig, for a browser unpacked in `folder`. Without any, and without installed fonts, Chromium
 * draws text invisibly and says nothing. The system's own configuration comes first where there is one; the fonts that
 * come with the browser are the last resort for every generic family.
 */
export function fontsConf(folder: string): string {
  const generic = ['sans-serif', 'serif', 'monospace', 'system-ui', 'cursive', 'fantasy']
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <dir>${escapeXml(`${folder}/fonts`)}</dir>
  <cachedir>${escapeXml(`${folder}/font-cache`)}</cachedir>
${generic.map(alias).join('\n')}
</fontconfig>
`
}

function alias(family: string): string {
  return `  <alias binding="weak"><family>${family}</family><default><family>Open Sans</family></default></alias>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
