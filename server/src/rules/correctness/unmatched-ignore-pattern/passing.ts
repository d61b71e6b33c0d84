/** Files and folders that are there at times: people name them before they come. Lower case. */
const names = new Set(
  (
    '__pycache__ bin bower_components build captain-definition changelog charts coverage cypress deploy deployment dist doc docker docs ' +
    'eggs env htmlcov jspm_packages k8s lerna-debug.log license log logs node_modules npm-debug.log obj out packages parts pids pip-log.txt ' +
    'pnpm-debug.log procfile release releases reports results sdist secrets target temp test-results test tests thumbs.db tmp tmp_files ' +
    'var vendor venv virtualenv wheels yarn-error.log'
  ).split(' '),
);

/** Hidden files, Docker's own, notes: `.idea`, `docker-compose.yml`, `README.md`, `npm-debug.log`. */
const patterns = [
  /^\./,
  /^(?:docker|compose|dockerfile|containerfile|readme|license|changelog|contributing|makefile|vagrantfile|jenkinsfile)/,
  /\.(?:log|md|tmp|bak|swp|pid|sqlite3?|db|pem|key|crt)$/,
];

/** Whether a path is one that comes and goes, so that its absence says nothing. */
export function isPassing(path: string): boolean {
  return path
    .toLowerCase()
    .split('/')
    .some((part) => names.has(part) || patterns.some((pattern) => pattern.test(part)));
}
