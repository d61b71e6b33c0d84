import { describe, expect, it } from 'vitest';
import { finish } from '../../../../server/src/base/work.ts';
import { readBakeHcl, readBakeJson } from '../../../../server/src/workspace/discovery/bake.ts';
import { readBuildCommands } from '../../../../server/src/workspace/discovery/build-commands.ts';
import { readCompose } from '../../../../server/src/workspace/discovery/compose.ts';
import { readDevcontainer } from '../../../../server/src/workspace/discovery/devcontainer.ts';
import type { BuildMention } from '../../../../server/src/workspace/discovery/mention.ts';
import { readPackageScripts } from '../../../../server/src/workspace/discovery/package-scripts.ts';
import { readWorkflow } from '../../../../server/src/workspace/discovery/workflow.ts';

/** `Dockerfile in context`, one per line; after `:` the base of the paths, if it is not `either`. */
function said(mentions: readonly BuildMention[]): readonly string[] {
  return mentions.map(({ base, context, dockerfiles }) => `${dockerfiles.join('|')} in ${context}${base === 'either' ? '' : `: ${base}`}`);
}

/** The texts at the positions of the mentions. */
function places(text: string, mentions: readonly BuildMention[]): readonly string[] {
  return mentions.map(({ at }) => text.slice(at.start, at.end));
}

// https://docs.docker.com/reference/compose-file/build/
describe('compose', () => {
  const service = (build: string): string => `services:\n  web:\n    image: x\n${build.replace(/^/gm, '    ')}\n`;
  it.each([
    ['build: .', 'Dockerfile in .'],
    ['build: ./api/', 'api/Dockerfile in api'],
    ['build: "../.."', '../../Dockerfile in ../..'],
    ['build:\n  context: .\n  dockerfile: docker/Dockerfile.dev', 'docker/Dockerfile.dev in .'],
    ['build:\n  context: ..\n  dockerfile: docker/Dockerfile', '../docker/Dockerfile in ..'],
    ['build:\n  dockerfile: dev.Dockerfile', 'dev.Dockerfile in .'],
    ['build: { context: app, dockerfile: ../Dockerfile }', 'Dockerfile in app'],
    ['build:\n  context: ${APP:-web}', 'web/Dockerfile in web'],
    ['build:\n  context: ${PWD}/web', 'web/Dockerfile in web'],
    ['build:\n  context: ${APP}', ''],
    ['build: https://github.com/docker/compose.git#main', ''],
    ['build: git@github.com:docker/compose.git', ''],
    ['build: /srv/app', ''],
    ['build:\n  context: .\n  dockerfile_inline: |\n    FROM scratch', ''],
    ['image: y', ''],
  ])('%j: %s', (build, expected) => {
    expect(said(finish(readCompose(service(build)))).join()).toBe(expected);
  });

  it('has one mention per service with a build section, at its context', () => {
    const text = 'services:\n  a:\n    build: ./a\n  b:\n    build:\n      context: "b"\n  c:\n    build:\n      dockerfile: C\n';
    expect(places(text, finish(readCompose(text)))).toEqual(['./a', '"b"', 'C']);
  });

  it('follows anchors and merges', () => {
    const text =
      'x-base: &base\n  context: app\nservices:\n  a:\n    build: *base\n  b:\n    build:\n      <<: *base\n      dockerfile: B\n';
    expect(said(finish(readCompose(text)))).toEqual(['app/Dockerfile in app', 'app/B in app']);
  });

  it('reads what can be read of a broken file', () => {
    expect(said(finish(readCompose('services:\n  a:\n    build: a\n  b:\n   build: b\n  : x\n')))).toContain('a/Dockerfile in a');
    expect(finish(readCompose('build: ['))).toEqual([]);
    expect(finish(readCompose(`build: ${'['.repeat(5000)}`))).toEqual([]);
  });
});

// https://docs.docker.com/build/bake/reference/
describe('bake', () => {
  it.each([
    ['target "app" {\n  context = "."\n  dockerfile = "docker/Dockerfile"\n}', 'docker/Dockerfile in .'],
    ['target "app" {\n  context = "./app"\n}', 'app/Dockerfile in app'],
    ['target "app" {\n  dockerfile = "Dockerfile.web" # the site\n  args = {\n    context = "x"\n  }\n}', 'Dockerfile.web in .'],
    ['target "_common" {\n  platforms = ["linux/amd64"]\n}', ''],
    [
      'target "base" {\n  context = "app"\n}\ntarget "dev" {\n  inherits = ["base"]\n  dockerfile = "dev"\n}',
      'app/Dockerfile in app,app/dev in app',
    ],
    ['target "a" {\n  inherits = ["b"]\n}\ntarget "b" {\n  inherits = ["a"]\n  context = "b"\n}', 'b/Dockerfile in b,b/Dockerfile in b'],
    ['variable "DIR" {\n  default = "app"\n}\ntarget "a" {\n  context = "./${DIR}"\n}', 'app/Dockerfile in app'],
    ['variable "DIR" { default = "app" }\ntarget "a" { context = DIR }', 'app/Dockerfile in app'],
    ['target "a" {\n  context = UNKNOWN\n}', ''],
    ['target "a" {\n  context = equal("", X) ? "a" : "b"\n  dockerfile = "D"\n}', ''],
    ['target "a" {\n  context = "https://example.com/x.git"\n}', ''],
    ['target "a" {\n  context = "app"\n  dockerfile-inline = <<EOT\nFROM scratch\ncontext = "b"\nEOT\n}', ''],
    [
      'target "a" {\n  name = "a-${dir}"\n  matrix = {\n    dir = ["x", "y"]\n  }\n  context = dir\n}',
      'x/Dockerfile in x,y/Dockerfile in y',
    ],
    ['function "f" {\n  params = [a]\n  result = "${a}"\n}\n/* } */\ntarget "a" { // {\n  context = "a"\n}', 'a/Dockerfile in a'],
    ['group "default" {\n  targets = ["a"]\n}', ''],
    ['target "a" {\n  context = "a', ''],
    ['}}}} target {', ''],
  ])('%j: %s', (text, expected) => {
    expect(said(finish(readBakeHcl(text))).join()).toBe(expected);
  });

  it('has positions', () => {
    const text = 'target "a" {\n  dockerfile = "D"\n  context = "a"\n}\ntarget "b" {\n  dockerfile = "E"\n}\n';
    expect(places(text, finish(readBakeHcl(text)))).toEqual(['"a"', '"E"']);
  });

  it.each([
    ['{"target": {"app": {"context": "app", "dockerfile": "D"}}}', 'app/D in app'],
    ['{"variable": {"D": {"default": "x"}}, "target": {"app": {"context": "${D}"}}}', 'x/Dockerfile in x'],
    ['{"target": {"a": {"context": "a"}, "b": {"inherits": ["a"], "dockerfile": "B"}}}', 'a/Dockerfile in a,a/B in a'],
    ['{"target": {"a": {"context": "a"', 'a/Dockerfile in a'],
    ['[]', ''],
    ['', ''],
  ])('%s: %s', (text, expected) => {
    expect(said(finish(readBakeJson(text))).join()).toBe(expected);
  });
});

// https://containers.dev/implementors/json_reference/#image-specific
describe('devcontainer.json', () => {
  it.each([
    ['{ "build": { "dockerfile": "Dockerfile" } }', 'Dockerfile in .: file'],
    ['{ "build": { "dockerfile": "../Dockerfile", "context": ".." } }', '../Dockerfile in ..: file'],
    ['// for Node\n{\n\t/* all */ "dockerFile": "Dockerfile",\n\t"context": "..", // the root\n}\n', 'Dockerfile in ..: file'],
    ['{ "image": "x // y" }', ''],
    ['{ "dockerComposeFile": "compose.yaml" }', ''],
    ['', ''],
  ])('%j: %s', (text, expected) => {
    expect(said(finish(readDevcontainer(text))).join()).toBe(expected);
  });
});

// https://github.com/docker/build-push-action#inputs
describe('workflows', () => {
  const job = (steps: string, more = ''): string =>
    `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps.replace(/^/gm, '      ')}\n`;
  it.each([
    ['- uses: docker/build-push-action@v6', 'Dockerfile in .: workspace'],
    ['- uses: docker/build-push-action@v6\n  with:\n    push: true\n    context: ./api', 'api/Dockerfile in api: workspace'],
    [
      '- uses: docker/build-push-action@v6\n  with:\n    context: api\n    file: docker/api.Dockerfile',
      'docker/api.Dockerfile in api: workspace',
    ],
    ['- uses: docker/build-push-action@v6\n  with:\n    context: ${{ github.workspace }}/web', 'web/Dockerfile in web: workspace'],
    ['- uses: docker/build-push-action@v6\n  with:\n    context: ${{ inputs.dir }}', ''],
    ['- uses: docker/build-push-action@v6\n  with:\n    context: "{{defaultContext}}:api"', ''],
    ['- uses: docker/bake-action@v6', ''],
    ['- run: docker build -t x .', 'Dockerfile in .: workspace'],
    ['- run: |\n    cd api\n    docker buildx build --push -t x \\\n      -f Dockerfile.dev .', 'api/Dockerfile.dev in api: workspace'],
    ['- run: docker build .\n  working-directory: web', 'web/Dockerfile in web: workspace'],
    ['- run: echo docker build .', ''],
  ])('%j: %s', (steps, expected) => {
    expect(said(finish(readWorkflow(job(steps)))).join()).toBe(expected);
  });

  it('has one mention for each combination of a matrix', () => {
    const step =
      '- uses: docker/build-push-action@v6\n  with:\n    context: ${{ matrix.app }}\n    file: ${{ matrix.app }}/${{ matrix.file }}';
    const matrix = '    strategy:\n      matrix:\n        app: [a, b]\n        file: [D]\n';
    expect(said(finish(readWorkflow(job(step, matrix))))).toEqual(['a/D in a: workspace', 'b/D in b: workspace']);
    const include = '    strategy:\n      matrix:\n        include:\n          - { app: a, file: D }\n          - { app: b, file: E }\n';
    expect(said(finish(readWorkflow(job(step, include))))).toEqual(['a/D in a: workspace', 'b/E in b: workspace']);
  });

  it('uses the working directory of a job', () => {
    const text = job('- run: docker build .', '    defaults:\n      run:\n        working-directory: web\n');
    expect(said(finish(readWorkflow(text)))).toEqual(['web/Dockerfile in web: workspace']);
  });

  it('has positions', () => {
    const text = job('- run: |\n    npm ci\n    docker build -t x .\n- uses: docker/build-push-action@v6\n  with: { context: api }');
    expect(places(text, finish(readWorkflow(text)))).toEqual(['docker build -t x .', 'api']);
  });

  it('supports composite actions', () => {
    const text = 'runs:\n  using: composite\n  steps:\n    - shell: bash\n      run: docker build app\n';
    expect(said(finish(readWorkflow(text)))).toEqual(['app/Dockerfile in app: workspace']);
  });
});

describe('docker build in scripts', () => {
  it.each([
    ['docker build .', 'Dockerfile in .'],
    ['docker build -t app:1 -f docker/Dockerfile ..', 'docker/Dockerfile in ..'],
    ['docker build . --tag app --file=api.Dockerfile', 'api.Dockerfile in .'],
    ['docker build -fapi.Dockerfile .', 'api.Dockerfile in .'],
    ['docker build --pull --no-cache --rm -q .', 'Dockerfile in .'],
    ['docker build --build-arg A=1 --label b --platform linux/amd64 app', 'app/Dockerfile in app'],
    ['docker buildx build --load --build-context x=../x app', 'app/Dockerfile in app'],
    ['docker image build .', 'Dockerfile in .'],
    ['docker --context remote -H ssh://x build .', 'Dockerfile in .'],
    ['DOCKER_BUILDKIT=1 sudo -E docker build . > log 2>&1', 'Dockerfile in .'],
    ['timeout 600 docker build .', 'Dockerfile in .'],
    ['podman build app', 'app/Containerfile|app/Dockerfile in app'],
    ['podman build -f x.Containerfile', 'x.Containerfile in .'],
    ['buildah bud --layers -t x .', 'Containerfile|Dockerfile in .'],
    ['nerdctl build -f D .', 'D in .'],
    ['cd api && docker build .', 'api/Dockerfile in api'],
    ['(cd api && docker build .); docker build web', 'api/Dockerfile in api,web/Dockerfile in web'],
    ['pushd api\ndocker build .\npopd\ndocker build web', 'api/Dockerfile in api,web/Dockerfile in web'],
    ['cd "$WHERE"\ndocker build .', ''],
    ['cd "$(dirname "$0")/.."\ndocker build -f docker/Dockerfile .', '../docker/Dockerfile in ..: file'],
    ['cd "$(dirname "${BASH_SOURCE[0]}")"; docker build .', 'Dockerfile in .: file'],
    ['ROOT="$(cd "$(dirname "$0")/.." && pwd)"\ndocker build -f "$ROOT/a/Dockerfile" "$ROOT"', '../a/Dockerfile in ..: file'],
    ['ROOT=$(git rev-parse --show-toplevel)\ndocker build "${ROOT}/app"', 'app/Dockerfile in app: workspace'],
    ['docker build "$PWD"', 'Dockerfile in .'],
    ['docker build $(pwd)/app', 'app/Dockerfile in app'],
    ['DIR=app\ndocker build $DIR', 'app/Dockerfile in app'],
    ['export DIR="app"; docker build ${DIR:-x}', 'app/Dockerfile in app'],
    ['docker build ${DIR:-app}', 'app/Dockerfile in app'],
    ['DIR=a\nDIR=b\ndocker build $DIR', ''],
    ['for d in a b; do docker build $d; done', ''],
    ['docker build "$1"', ''],
    ['docker build -f "$FILE" .', ''],
    ['docker build - < Dockerfile', ''],
    ['docker build https://github.com/x/y.git', ''],
    ['docker build /srv/app', ''],
    ['docker build', ''],
    ['docker build --unknown-switch a b', 'b/Dockerfile in b'],
    ['docker build a b', ''],
    ['docker compose build .', ''],
    ['docker buildx bake', ''],
    ['echo docker build .', ''],
    ['echo "docker build ."', ''],
    ['# docker build .', ''],
    ['cat <<EOF\ndocker build .\nEOF\ndocker build app', 'app/Dockerfile in app'],
    ['ID=$(docker build -q .)', 'Dockerfile in .'],
    ['if ! docker build \\\r\n  -t x \\\r\n  app; then exit 1; fi', 'app/Dockerfile in app'],
    ['docker build -t \'a b\' --build-arg "V=$(git describe --tags)" .', 'Dockerfile in .'],
    ['case $1 in\n  build) docker build . ;;\nesac', 'Dockerfile in .'],
  ])('%j: %s', (text, expected) => {
    expect(said(finish(readBuildCommands(text, { base: 'either' }))).join()).toBe(expected);
  });

  it('has positions', () => {
    const text = 'set -e\ndocker build -t x . && docker push x\n';
    expect(places(text, finish(readBuildCommands(text, { base: 'either' })))).toEqual(['docker build -t x .']);
  });

  it.each(['"', "'", '$(', '`', '\\', '${', '<<', '((((', 'docker build "$(', 'docker build <<EOF', '))))docker build .'])(
    'takes %s',
    (text) => {
      expect(() => finish(readBuildCommands(`build ${text}`, { base: 'either' }))).not.toThrow();
    },
  );
});

describe('Makefiles', () => {
  it.each([
    ['image:\n\tdocker build -t $(IMAGE) .\n', 'Dockerfile in .: file'],
    ['image:\n\t@docker build .\n', 'Dockerfile in .: file'],
    ['image:\n\tcd api && docker build .\nweb:\n\tdocker build web\n', 'api/Dockerfile in api: file,web/Dockerfile in web: file'],
    ['DIR ?= app\nDOCKER := docker\nimage:\n\t$(DOCKER) build -f $(DIR)/D $(DIR)\n', 'app/D in app: file'],
    ['image:\n\t$(DOCKER) build .\n', 'Dockerfile in .: file'],
    ['image:\n\tdocker build $(CURDIR)/app\n', 'app/Dockerfile in app: file'],
    ['image:\n\tdocker build $$PWD\n', 'Dockerfile in .: file'],
    ['%-image:\n\tdocker build $*\n', ''],
  ])('%j: %s', (text, expected) => {
    expect(said(finish(readBuildCommands(text, { base: 'file', makefile: true }))).join()).toBe(expected);
  });
});

describe('package.json', () => {
  it('runs its scripts in its folder', () => {
    const text = '{\n  "scripts": {\n    "image": "npm ci && docker build -t \\"x\\" ..",\n    "test": "vitest"\n  }\n}\n';
    const mentions = finish(readPackageScripts(text));
    expect(said(mentions)).toEqual(['../Dockerfile in ..: file']);
    expect(places(text, mentions)).toEqual(['"npm ci && docker build -t \\"x\\" .."']);
  });

  it('has no mentions without scripts', () => {
    expect(finish(readPackageScripts('{ "name": "docker", "scripts": { "build": "tsc" } }'))).toEqual([]);
  });
});
