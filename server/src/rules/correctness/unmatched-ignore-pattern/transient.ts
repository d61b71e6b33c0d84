import { foldersWith } from '../../../knowledge/folders.ts';

/** Files and folders that are often ignored before they exist, in lowercase. */
const names: ReadonlySet<string> = new Set([
  ...foldersWith('installed', 'vendored', 'generated', 'output', 'artifacts', 'temporary', 'report', 'cache', 'test').map((name) =>
    name.toLowerCase(),
  ),
  ...'captain-definition changelog charts deploy deployment doc docker docs env k8s license secrets var virtualenv procfile'.split(' '),
  // Reports and data of tests and programs, lock files of package managers that the project does not use.
  ...'__tests__ test_data examples uploads coverage.out coverage.xml nosetests.xml pip-delete-this-directory.txt storybook-static'.split(
    ' ',
  ),
  ...'bun.lockb cargo.lock composer.lock gemfile.lock go.sum package-lock.json poetry.lock pnpm-lock.yaml pnpm-workspace.yaml uv.lock yarn.lock'.split(
    ' ',
  ),
  ...'lerna-debug.log npm-debug.log pip-log.txt pnpm-debug.log thumbs.db yarn-error.log'.split(' '),
]);

/** Hidden files, Docker files, documentation, logs: `.idea`, `docker-compose.yml`, `README.md`, `npm-debug.log`. */
const patterns = [
  /^\./,
  /[-_]uploads?$/,
  /^(?:docker|compose|dockerfile|containerfile|readme|license|changelog|contributing|makefile|vagrantfile|jenkinsfile)/,
  /\.(?:log|md|tmp|bak|swp|pid|sqlite3?|db|pem|key|crt)$/,
];

/** Whether the path is not always present, so that its absence is not a mistake. */
export function isTransient(path: string): boolean {
  return path
    .toLowerCase()
    .split('/')
    .some((part) => names.has(part) || patterns.some((pattern) => pattern.test(part)));
}
