/** The text of docs/agreement.md. */
export function agreementPage({ version, date, rows, corpus, differences, reasons, checks }) {
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

## Checks

Docker also warns: \`docker build --check\` has 22 checks. The rules that have their names as aliases are compared with them, over
\`test/builds/agreement/checks.txt\` and the files of the corpus that build. CopyIgnoredFile needs a build context, InvalidBaseImagePlatform an
image of another platform and InvalidDefaultArgInFrom a build argument; they are not asked.

| check | rules | both | only Docker | only Layerwise |
|--|--|--|--|--|
${checkRows(checks).join('\n')}

| where | reason |
|--|--|
${[...checks.reasons].map(([where, reason]) => row(where, reason)).join('\n')}

## All inputs

| input | Docker | Layerwise |
|--|--|--|
${rows.map(({ title, docker, ours }) => row(title, shownDocker(docker), shownOurs(ours))).join('\n')}
`;
}

/** How often a check warns in all files, and who does. */
function checkRows({ names, compared }) {
  const count = (name, side) =>
    compared.flatMap(({ differences }) => differences).filter((each) => each.name === name && each.side === side).length;
  const both = (name) => compared.reduce((sum, { agreements }) => sum + (agreements[name] ?? 0), 0);
  return [...names.keys()]
    .sort()
    .map((name) =>
      row(name, [...names.get(name)].join(', '), String(both(name)), String(count(name, 'Docker')), String(count(name, 'Layerwise'))),
    );
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
