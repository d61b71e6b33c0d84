import { describe, expect, it } from 'vitest';
import { LineIndex } from '../../../../server/src/base/lines.ts';
import { finish } from '../../../../server/src/base/work.ts';
import { unknownContext } from '../../../../server/src/context/snapshot-context.ts';
import { factsOf } from '../../../../server/src/facts/facts.ts';
import type { BuiltImage } from '../../../../server/src/context/built-image.ts';
import { matchesOf } from '../../../../server/src/sizes/measured/match.ts';
import type { StageMatch } from '../../../../server/src/sizes/measured/match.ts';
import { builders, builtFiles, imagesOf } from '../../../support/histories.ts';
import type { BuiltFile } from '../../../support/histories.ts';
import { modelOf } from '../../../support/model.ts';

/** The matches of a stage of a file: the last one, unless its image was built with --target. */
function matches({ title, text }: BuiltFile, images: readonly BuiltImage[]): readonly StageMatch[] {
  const model = modelOf(text);
  const stage = title.startsWith('target-') ? model.stages[0]! : model.final!;
  return finish(matchesOf(stage, factsOf(model, unknownContext), images, new Set()));
}

/** Podman counts the bytes of an archive: headers, and files in blocks of 512 bytes. */
function isRight(builder: string, measured: number, bytes: number): boolean {
  return builder === 'podman' ? measured >= bytes && measured <= 1.1 * bytes + 6200 : measured === bytes;
}

/** The layers of a match whose bytes are not those that the file says. */
function wrongLayers(builder: string, { text, bytes }: BuiltFile, { layers }: StageMatch): readonly string[] {
  const lines = new LineIndex(text);
  return [...layers].flatMap(([{ start, source }, measured]) => {
    const said = bytes.get(lines.lineAt(start));
    return said === undefined || isRight(builder, measured, said) ? [] : [`${source}: ${measured}`];
  });
}

describe.each(builders)('images of %s', (builder) => {
  const images = imagesOf(builder);
  const built = images.filter(({ id }) => builtFiles.has(id));
  const hasFiles = built.filter(({ id }) => id !== 'empty-stage');

  it('are found by their Dockerfiles, with the bytes of every layer', () => {
    const results = hasFiles.map(({ id }) => {
      const file = builtFiles.get(id)!;
      const found = matches(file, images);
      const own = found.find(({ image }) => image.id === id);
      const wrong = own ? wrongLayers(builder, file, own) : [];
      return [id, found.map(({ image }) => image.id).join(' '), own?.edits, ...wrong];
    });
    expect(results).toEqual(hasFiles.map(({ id }) => [id, id, 0]));
  });

  it('are not found by other Dockerfiles, however similar', () => {
    const found = built.flatMap(({ id }) => {
      const others = images.filter((image) => image.id !== id);
      return matches(builtFiles.get(id)!, others).map(({ image }) => `${id} as ${image.id}`);
    });
    expect(found).toEqual([]);
  });
});
