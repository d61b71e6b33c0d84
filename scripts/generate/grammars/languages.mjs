// Languages of the body of a heredoc: those that VS Code includes a grammar for, by the extension of a file name and by the program that
// reads the body. The grammar of every entry is loaded with the first Dockerfile, so the list is short.
export const languages = [
  { id: 'shellscript', scope: 'source.shell', files: String.raw`\.(?:ba|z|k)?sh|\.profile`, programs: '(?:ba|da|a|z|k)?sh' },
  { id: 'python', scope: 'source.python', files: String.raw`\.pyi?`, programs: String.raw`python[\d.]*|pypy3?` },
  { id: 'javascript', scope: 'source.js', files: String.raw`\.[cm]?js`, programs: 'node(?:js)?|bun|deno' },
  { id: 'json', scope: 'source.json', files: String.raw`\.jsonc?`, programs: 'jq' },
  { id: 'yaml', scope: 'source.yaml', files: String.raw`\.ya?ml` },
  {
    id: 'ini',
    scope: 'source.ini',
    files: String.raw`\.(?:ini|conf|cfg|cnf|properties|service|timer|socket|repo|env)|/\.(?:npmrc|gitconfig)`,
  },
  { id: 'xml', scope: 'text.xml', files: String.raw`\.(?:xml|xsl|svg|csproj|config)` },
  { id: 'html', scope: 'text.html.basic', files: String.raw`\.html?` },
  { id: 'sql', scope: 'source.sql', files: String.raw`\.sql`, programs: 'psql|mysql|mariadb|sqlite3?' },
  { id: 'powershell', scope: 'source.powershell', files: String.raw`\.ps[md]?1`, programs: 'pwsh|powershell' },
];
