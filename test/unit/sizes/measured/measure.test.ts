import { describe, expect, it } from 'vitest';
import { finish } from '../../../../server/src/base/work.ts';
import { createBuildContext } from '../../../../server/src/context/snapshot-context.ts';
import type { BuiltImage } from '../../../../server/src/context/built-image.ts';
import { factsOf } from '../../../../server/src/facts/facts.ts';
import { estimateSizes } from '../../../../server/src/sizes/estimate.ts';
import { withMeasures } from '../../../../server/src/sizes/measured/measure.ts';
import { assets } from '../../../support/assets.ts';
import { builtImage } from '../../../support/built-images.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { dedent, modelOf } from '../../../support/model.ts';

const context = `
app.py (3000 bytes)
lib/util.py (7000 bytes)
`.trim();

/** The measured bytes of each instruction by its line, `FROM` for the base image: `FROM 74000000, 3 RUN 500`. */
function measured(dockerfile: string, images: readonly BuiltImage[], known: readonly string[] = []): string {
  const model = modelOf(dedent(dockerfile));
  const build = createBuildContext(readContextBlock(context));
  const built = { images, known: new Set(known), asOf: 0 };
  const stages = finish(withMeasures(estimateSizes(model, build, assets), factsOf(model, build), built));
  const lines = (start: number): number => model.tree.text.slice(0, start).split('\n').length;
  return stages
    .flatMap(({ stage, base, layers }) => [
      ...(base.source === 'measured' && !stage.parent ? [`FROM ${base.bytes!.likely}`] : []),
      ...layers.flatMap(({ instruction, estimate }) =>
        estimate.source === 'measured' ? [`${lines(instruction.start)} ${instruction.keyword} ${estimate.bytes!.likely}`] : [],
      ),
    ])
    .join(', ');
}

const dockerfile = `
  FROM python:3.12-slim
  WORKDIR /app
  RUN apt-get update && apt-get install -y curl
  COPY lib ./lib
  RUN pip install flask
  COPY app.py .
  CMD ["python", "app.py"]
`;

const base = `
  74000000 # debian.sh --arch 'amd64' out/ 'bookworm' '@1718000000'
  0 ENV PYTHON_VERSION=3.12.4
  50000000 RUN /bin/sh -c set -eux; make install # buildkit
  0 CMD ["python3"]
`;

const history = `
  ${base}
  0 WORKDIR /app
  30000000 RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit
  7000 COPY lib ./lib # buildkit
  20000000 RUN /bin/sh -c pip install flask # buildkit
  3000 COPY app.py . # buildkit
  0 CMD ["python" "app.py"]
`;

const all = 'FROM 124000000, 3 RUN 30000000, 4 COPY 7000, 5 RUN 20000000, 6 COPY 3000';

describe('the layers of the newest image that was built from a file', () => {
  it.each([
    ['are measured', dockerfile, all],
    [
      'are measured whatever the comments and the layout',
      dockerfile.replace('&& ', '\\\n    # curl\n    && '),
      all.replace('4 C', '6 C').replace('5 R', '7 R').replace('6 COPY 3', '8 COPY 3'),
    ],
    ['are measured except for a RUN that was edited', dockerfile.replace('curl', 'curl git'), all.replace('3 RUN 30000000, ', '')],
    [
      'are measured except for a COPY that was edited',
      dockerfile.replace('COPY lib ./lib', 'COPY lib /lib'),
      all.replace('4 COPY 7000, ', ''),
    ],
    ['are measured if a command is added', `${dockerfile.trimEnd()}\n  RUN date\n`, all],
    [
      'are measured if a line is removed',
      dockerfile.replace('  WORKDIR /app\n', ''),
      all.replace(/ (\d) (?=[RC])/g, (_, n) => ` ${n - 1} `),
    ],
    [
      'are measured with an argument of the build',
      dockerfile.replace('WORKDIR', 'ARG X\n  WORKDIR'),
      all.replace(/ (\d) (?=[RC])/g, (_, n) => ` ${+n + 1} `),
    ],
    ['are not measured if a quarter of the file is another one', dockerfile.replace('flask', 'django').replace('app.py"', 'x.py"'), ''],
    ['are not measured for another version of the base image', dockerfile.replace('3.12', '3.13'), ''],
    ['are not measured for another distribution', dockerfile.replace('3.12-slim', '3.12-alpine'), ''],
    ['are not measured for another release', dockerfile.replace('slim', 'slim-trixie'), ''],
    ['are not measured for a file that goes on', dockerfile.replace('CMD', 'RUN a\n  RUN b\n  CMD'), ''],
    ['are not measured for the start of the file', dockerfile.split('\n').slice(0, 5).join('\n'), ''],
    ['are not measured for an empty base image', dockerfile.replace('python:3.12-slim', 'scratch'), ''],
  ])('%s', (_, text, expected) => {
    expect(measured(text, [builtImage(history)])).toBe(expected);
  });

  it('are measured after many edits if the image has matched before', () => {
    const edited = dockerfile.replace('flask', 'django').replace('app.py"', 'x.py"');
    expect(measured(edited, [builtImage(history)], ['app:latest 1000'])).toBe('FROM 124000000, 3 RUN 30000000, 4 COPY 7000, 6 COPY 3000');
  });

  it('are those of the newest one', () => {
    const older = builtImage(history.replace('30000000', '31000000'), { tag: 'app:1', created: 500 });
    expect(measured(dockerfile, [older, builtImage(history)])).toBe(all);
    expect(measured(dockerfile, [builtImage(history), older])).toBe(all);
  });

  it('are those of an older one that matches without a difference', () => {
    const newer = builtImage(history.replace('flask', 'django'), { tag: 'app:2', created: 2000 });
    expect(measured(dockerfile, [newer, builtImage(history)])).toBe(all);
  });

  it('are not those of a project with an equal Dockerfile and other files', () => {
    const other = builtImage(history.replace('7000 COPY', '7000000 COPY').replace('30000000', '31000000'), { tag: 'other', created: 2000 });
    expect(measured(dockerfile, [other, builtImage(history)])).toBe(all);
  });

  it('are measured with a label of the command line', () => {
    expect(measured(dockerfile, [builtImage(`${history}0 /bin/sh -c #(nop)  LABEL a=b\n`)])).toBe(all);
  });
});

describe('base images', () => {
  const python = builtImage(base, { tag: 'python:3.12-slim' });

  it('are measured if the engine has them, whether or not the file was built', () => {
    expect(measured(dockerfile, [python])).toBe('FROM 124000000');
  });

  it('are told apart by the images that the engine has', () => {
    const file = 'FROM company/base:2\nRUN make install-everything\n';
    const one = builtImage('900 RUN /bin/sh -c make base # buildkit', { tag: 'company/base:1' });
    const built = builtImage('900 RUN /bin/sh -c make base # buildkit\n500 RUN /bin/sh -c make install-everything # buildkit');
    expect(measured(file, [built])).toBe('FROM 900, 2 RUN 500');
    expect(measured(file, [built, one])).toBe('');
    expect(measured(file.replace(':2', ':1'), [built, one])).toBe('FROM 900, 2 RUN 500');
  });

  it('are told apart by what buildah writes', () => {
    const built = builtImage('900 /bin/sh -c make base\n500 /bin/sh -c make install-everything # FROM quay.example/base:1');
    expect(measured('FROM quay.example/base:1\nRUN make install-everything\n', [built])).toBe('FROM 900, 2 RUN 500');
    expect(measured('FROM quay.example/base:2\nRUN make install-everything\n', [built])).toBe('');
    expect(measured('FROM quay.example/other:1\nRUN make install-everything\n', [built])).toBe('');
    const alias = { ...builtImage('900 /bin/sh -c make base', { created: 1 }), tags: ['quay.example/base:1', 'quay.example/base:latest'] };
    expect(measured('FROM quay.example/base\nRUN make install-everything\n', [built, alias])).toBe('FROM 900, 2 RUN 500');
    expect(measured('FROM quay.example/base:2\nRUN make install-everything\n', [built, alias])).toBe('');
  });
});

describe('stages', () => {
  const file = `
    FROM debian:12 AS base
    RUN make base-of-all
    FROM debian:12 AS builder
    RUN make compiler-and-program
    FROM base
    COPY --from=builder /program /usr/bin/program
  `;
  const layers = `
    100 ADD rootfs.tar / # buildkit
    200 RUN /bin/sh -c make base-of-all # buildkit
    300 COPY /program /usr/bin/program # buildkit
  `;

  it('that the final stage is based on are measured with it', () => {
    expect(measured(file, [builtImage(layers)])).toBe('FROM 100, 2 RUN 200, 6 COPY 300');
  });

  it('with an image of their own are measured', () => {
    const builder = builtImage('100 ADD rootfs.tar / # buildkit\n400 /bin/sh -c make compiler-and-program', { tag: '' });
    expect(measured(file, [builtImage(layers), builder])).toBe('FROM 100, 2 RUN 200, FROM 100, 4 RUN 400, 6 COPY 300');
  });
});
