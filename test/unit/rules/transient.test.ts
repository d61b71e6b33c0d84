import { expect, it } from 'vitest';
import { isTransient } from '../../../server/src/rules/correctness/unmatched-ignore-pattern/transient.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

it.each(
  words(`
    node_modules bower_components vendor venv virtualenv __pycache__ dist build out target bin obj coverage tmp logs test tests
    captain-definition changelog charts deploy deployment doc docker docs env k8s license secrets var procfile Procfile LICENSE Thumbs.db
    __tests__ test_data examples uploads coverage.out coverage.xml nosetests.xml pip-delete-this-directory.txt storybook-static
    package-lock.json yarn.lock Cargo.lock Gemfile.lock pnpm-workspace.yaml backend/uploads
    lerna-debug.log npm-debug.log pip-log.txt pnpm-debug.log yarn-error.log
    .git .idea .vscode .env .DS_Store .github/workflows
    docker-compose.yml docker-compose.override.yml compose.yaml Dockerfile Dockerfile.dev Containerfile README README.rst LICENSE.txt
    CHANGELOG.rst CONTRIBUTING.rst Makefile Vagrantfile Jenkinsfile
    error.log NOTES.md x.tmp x.bak .x.swp x.pid data.sqlite data.sqlite3 data.db server.pem server.key server.crt
    packages/web/node_modules docs/images app/.cache`),
)('%s is not always there', (path) => {
  expect(isTransient(path)).toBe(true);
});

it.each(
  words(`
    src main.c resources recources assets/logo.png mydocker old-readme notes.mdx error.logs x.pids data.dbx data.sqlite33
    server.pemx keys.json mykey crt docs-old environment variables src/a.b charts2 a.git`),
)('%s is', (path) => {
  expect(isTransient(path)).toBe(false);
});
