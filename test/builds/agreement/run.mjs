// npm run test:agreement [-- --record]
// Compares the errors of Layerwise with those of Docker, line by line, over inputs.txt and the corpus, and the findings of the rules that have the
// name of one of Docker's checks with its warnings, also over checks.txt. Every difference must have a reason in differences.txt or
// check-differences.txt, and every reason a difference. --record writes Docker's answers to recorded.json and recorded-checks.json, which
// the unit tests read, and the results to docs/agreement.md.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../../scripts/steps.mjs';
import { corpusFolder } from '../../support/corpus-folder.mjs';
import { checkNames, compareChecks, readCheckInputs, readCheckReasons, readRecordedChecks } from './checks.mjs';
import { askDocker, dockerVersion, startDocker, stopDocker } from './docker.mjs';
import { readInputs, readReasons, readRecorded } from './inputs.mjs';
import { agreementPage } from './page.mjs';

const here = path.join(root, 'test/builds/agreement');
const record = process.argv.includes('--record');
/** Rules about the files of the build context, which is not here. */
const aboutContext = new Set(['copy-source-missing', 'copy-source-ignored']);

const missing = startDocker();
if (missing) {
  console.log(`skipped: Docker cannot be asked here: ${missing}`);
} else {
  try {
    execFileSync('node', [path.join(root, 'scripts/build.mjs'), 'cli'], { cwd: root });
    process.exitCode = await compare();
  } finally {
    stopDocker();
  }
}

/** Prints all differences and returns the exit status. */
async function compare() {
  const inputs = readInputs();
  const files = corpusFiles();
  const cases = [...inputs, ...files];
  const texts = cases.map(({ text }) => text);
  const answers = await askDocker(texts);
  const docker = answers.map(({ error }) => error);
  const ours = findingsOf(texts, []).map(errorsIn);
  const reasons = readReasons();
  const version = dockerVersion();
  const differences = cases.flatMap(({ title }, i) => (agrees(docker[i], ours[i]) ? [] : [{ title, docker: docker[i], ours: ours[i] }]));
  const checks = await compareAllChecks(cases.map((each, i) => ({ ...each, answer: answers[i] })).slice(inputs.length));
  const problems = [
    ...checks.problems,
    ...differences.filter(({ title }) => !reasons.has(title)).map((difference) => `no reason: ${describe(difference)}`),
    ...[...reasons.keys()].filter((title) => !differences.some((each) => each.title === title)).map((title) => `no difference: ${title}`),
    ...(record ? [] : changedAnswers(inputs, docker)),
  ];
  if (record) {
    const answers = Object.fromEntries(inputs.map(({ title }, i) => [title, docker[i]]));
    writeFileSync(path.join(here, 'recorded.json'), `${JSON.stringify(answers, undefined, 2)}\n`);
    const rows = inputs.map(({ title }, i) => ({ title, docker: docker[i], ours: ours[i] }));
    const page = agreementPage({
      version,
      date: new Date().toISOString().slice(0, 10),
      rows,
      corpus: files.length,
      differences,
      reasons,
      checks,
    });
    writeFileSync(path.join(root, 'docs/agreement.md'), page);
  }
  for (const problem of problems) console.error(problem);
  const same = cases.length - differences.length;
  console.log(
    `Docker ${version}: ${inputs.length} inputs and ${files.length} files of the corpus; ${same} agree, ` +
      `${differences.length} differ, ${problems.length} of the results are not explained`,
  );
  return problems.length === 0 ? 0 : 1;
}

/** Compares the warnings of Docker's checks with our findings, for checks.txt and for the files of the corpus, whose answers are known. */
async function compareAllChecks(files) {
  const names = await checkNames();
  const inputs = readCheckInputs();
  const own = (await askDocker(inputs.map(({ text }) => text))).map((answer, i) => ({ ...inputs[i], answer }));
  const all = [...own, ...files].filter(({ answer }) => answer.error === null);
  const found = findingsOf(
    all.map(({ text }) => text),
    ['--preset', 'all'],
  );
  const compared = all.map(({ title, answer }, i) => ({ title, ...compareChecks(names, answer.warnings, linesIn(found[i])) }));
  const reasons = readCheckReasons();
  const keys = new Set(compared.flatMap(({ title, differences }) => differences.map(({ name, side }) => keyOf(title, name, side))));
  const recorded = readRecordedChecks();
  const answers = Object.fromEntries(own.map(({ title, answer }) => [title, answer.warnings]));
  if (record) writeFileSync(path.join(here, 'recorded-checks.json'), `${JSON.stringify(answers, undefined, 2)}\n`);
  return {
    compared,
    reasons,
    names,
    keyOf,
    problems: [
      ...own.flatMap(({ title, answer: { error } }) => (error ? [`the build of a check input fails: ${title}: ${error.message}`] : [])),
      ...[...keys].filter((key) => !reasons.has(key)).map((key) => `no reason: ${key}\n${describeChecks(compared, key)}`),
      ...[...reasons.keys()].filter((key) => !keys.has(key)).map((key) => `no difference: ${key}`),
      ...(record || JSON.stringify(recorded) === JSON.stringify(answers) ? [] : ['recorded-checks.json has other answers']),
    ],
  };
}

/** Differences in the corpus have one reason for each check and side. */
function keyOf(title, name, side) {
  return `${title.startsWith('corpus ') ? 'corpus' : title}: ${name}, only ${side}`;
}

function describeChecks(compared, key) {
  const lines = compared.flatMap(({ title, differences }) =>
    differences.filter(({ name, side }) => keyOf(title, name, side) === key).map(({ line }) => `  ${title}:${line}`),
  );
  return lines.slice(0, 200).join('\n');
}

function linesIn(findings) {
  return findings.filter(({ rule }) => !aboutContext.has(rule)).map(({ rule, range }) => ({ rule, line: range.start.line + 1 }));
}

/** The inputs for which Docker has other lines than recorded. Its texts vary: "did you mean chown?" is one of several suggestions. */
function changedAnswers(inputs, docker) {
  const recorded = readRecorded();
  const linesOf = (answer) => (answer ? `${answer.first}-${answer.last}` : 'builds');
  return inputs.flatMap(({ title }, i) =>
    linesOf(recorded[title]) === linesOf(docker[i]) ? [] : [`recorded.json has another answer: ${title}`],
  );
}

/** One of our errors is on the lines of Docker's, or neither has one. Docker gives no line (0) for some errors. */
function agrees(answer, errors) {
  if (!answer) return errors.length === 0;
  return errors.some(({ line }) => answer.first === 0 || (line >= answer.first && line <= answer.last));
}

function describe({ title, docker, ours }) {
  const theirs = docker ? `line ${docker.first}: ${docker.message}` : 'nothing';
  return `${title}\n  Docker: ${theirs}\n  ours: ${ours.map(({ line, rule }) => `line ${line}: ${rule}`).join(', ') || 'nothing'}`;
}

/** The Dockerfiles of the corpus, with a title that names the file. */
function corpusFiles() {
  const folder = corpusFolder();
  if (!folder) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^(?:Dockerfile(?:\..*)?|.*\.Dockerfile|Containerfile.*)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({ title: `corpus ${path.relative(folder, file)}`, text: readFileSync(file, 'utf8') }));
}

/** The errors among our findings. */
function errorsIn(findings) {
  return linesIn(findings.filter(({ severity }) => severity === 'error'));
}

/** Our findings in each text, by the command line with some options. Each file is alone in its folder. */
function findingsOf(texts, more) {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'layerwise-agreement-'));
  try {
    texts.forEach((text, i) => {
      mkdirSync(path.join(scratch, String(i)));
      writeFileSync(path.join(scratch, String(i), 'Dockerfile'), text);
    });
    const options = /** @type {const} */ ({ encoding: 'utf8', maxBuffer: 2 ** 28 });
    const args = [path.join(root, 'dist/cli.js'), 'check', scratch, '--format', 'json', '--fail-level', 'none', ...more];
    const { files } = JSON.parse(execFileSync('node', args, options));
    const byIndex = new Map(files.map((file) => [path.basename(path.dirname(file.path)), file.findings]));
    return texts.map((_, i) => byIndex.get(String(i)) ?? []);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
