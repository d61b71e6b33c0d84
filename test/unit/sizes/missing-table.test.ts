import { expect, it } from 'vitest';
import { english, message } from '../../../server/src/base/message.ts';
import type { External } from '../../../server/src/base/external.ts';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import type { Asset } from '../../../server/src/knowledge/assets.ts';
import { estimateSizes } from '../../../server/src/sizes/estimate.ts';
import { modelOf } from '../../support/model.ts';
import { inShort } from '../../support/sizes.ts';

const build = createBuildContext({ state: 'pending' });

/** What the RUN of a file adds, and the requested data files. */
function estimate(image: string, asset: External<Asset>): { readonly layer: string; readonly asked: readonly string[] } {
  const asked: string[] = [];
  const get = (path: string): External<Asset> => {
    asked.push(path);
    return asset;
  };
  const [stage] = estimateSizes(modelOf(`FROM ${image}\nRUN apt-get install -y curl\n`), build, { get });
  return { layer: inShort(stage!.layers[0]!.estimate), asked };
}

it('while a table is being loaded, the layer is unknown', () => {
  expect(estimate('debian:12', { state: 'pending' }).layer).toBe('unknown: The table of packages is being loaded.');
});

it('if a table cannot be loaded, the layer is unknown, with the reason', () => {
  const reason = message('The data file {path} cannot be read.', { path: 'apt/bookworm.txt' });
  expect(estimate('debian:12', { state: 'unavailable', reason }).layer).toBe(`unknown: ${english(reason)}`);
});

it.each([
  ['debian:12', ['apt/bookworm.txt']],
  ['debian:bullseye-slim', ['apt/bullseye.txt']],
  ['python:3.13-trixie', ['apt/trixie.txt']],
  ['debian:buster', ['apt/bullseye.txt']],
  ['debian:unstable', ['apt/bookworm.txt']],
  ['alpine:3.20', []],
  ['ubuntu:24.04', ['apt/trixie.txt']],
  ['fedora:41', []],
  ['scratch', []],
])('%s loads the table that its sizes need, and no other', (image, expected) => {
  expect([...new Set(estimate(image, { state: 'pending' }).asked)]).toEqual(expected);
});
