/** The text of docs/agreement.md. */
export function agreementPage({ version, date, rows, corpus, differences, reasons }) {
  const inputs = differences.filter(({ title }) => !title.startsWith('corpus '));
  const files = differences.length - inputs.length;
  return `# Agreement with Docker

Everything in the text of a Dockerfile that stops a build is an error of Layerwise. \`npm run test:agreement\` proves it: it asks
\`docker build --check\` about each input of \`test/builds/agreement/inputs.txt\` and each file of the corpus, and compares the lines. Docker stops at
the first error; then one of our errors must be on its lines. Where Docker finds nothing, there must be no error of ours. Images that cannot be
downloaded are replaced with an empty image of the same name, and rules about files of the build context are left out.

Written by \`npm run test:agreement -- --record\` on ${date} with Docker ${version}.

| | compared | agree | differ, with a reason |
|--|--|--|--|
| inputs | ${rows.length} | ${rows.length - inputs.length} | ${inputs.length} |
| corpus | ${corpus} | ${corpus - files} | ${files} |

## Differences

| input | Docker | Layerwise | reason |
|--|--|--|--|
${differences.map(({ title, docker, ours }) => row(title, shownDocker(docker), shownOurs(ours), reasons.get(title) ?? '')).join('\n')}

## All inputs

| input | Docker | Layerwise |
|--|--|--|
${rows.map(({ title, docker, ours }) => row(title, shownDocker(docker), shownOurs(ours))).join('\n')}
`;
}

function row(...cells) {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}

function shownDocker(answer) {
  if (!answer) return 'builds';
  const text = answer.message
    .replace(/\s+/g, ' ')
    .replaceAll('`', "'")
    .replaceAll('\ufffd', String.raw`\u{FFFD}`);
  return `${answer.first === 0 ? '' : `line ${answer.first}: `}\`${text}\``;
}

function shownOurs(errors) {
  return errors.length === 0 ? 'no error' : [...new Set(errors.map(({ line, rule }) => `line ${line}: ${rule}`))].join(', ');
}
