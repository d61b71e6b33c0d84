import { describe, expect, it } from 'vitest';
import { hostPackageKind, isInCudaImage, readCudaTag, wheelFor } from '../../../server/src/knowledge/cuda.ts';

describe('CUDA', () => {
  it.each([
    ['12.4.1-cudnn-devel-ubuntu22.04', { version: '12.4', flavor: 'devel', hasCudnn: true }],
    ['11.8.0-cudnn8-runtime-rockylinux8', { version: '11.8', flavor: 'runtime', hasCudnn: true }],
    ['13.0.1-base-ubuntu24.04', { version: '13.0', flavor: 'base', hasCudnn: false }],
    ['latest', undefined],
    [undefined, undefined],
  ])('tag %s', (tag, expected) => {
    expect(readCudaTag('nvidia/cuda', tag)).toEqual(expected);
  });

  it.each([
    ['12.4', '124'],
    ['12.5', '124'],
    ['12.0', '121'],
    ['11.7', '118'],
    ['13.0', '130'],
    ['10.2', undefined],
  ])('wheels for %s', (version, expected) => {
    expect(wheelFor(version)).toBe(expected);
  });

  it.each([
    ['nvidia-container-toolkit', 'toolkit'],
    ['nvidia-driver-550', 'driver'],
    ['cuda', 'driver'],
    ['cuda-toolkit-12-4', undefined],
    ['nvidia-cuda-toolkit', undefined],
  ])('%s belongs on the host: %s', (name, kind) => {
    expect(hostPackageKind(name)).toBe(kind);
  });

  it.each([
    ['cuda-cudart-12-4', 'base', true],
    ['cuda-cudart\rRUN', 'base', false],
    ['cuda-libraries-12-4', 'base', false],
    ['cuda-libraries-12-4', 'runtime', true],
    ['cuda-libraries-12-3', 'runtime', false],
    ['cuda-libraries-dev-12-4', 'runtime', false],
    ['cuda-libraries-dev-12-4', 'devel', true],
    ['libcudnn9-cuda-12', 'runtime', false],
  ] as const)('%s is in the %s image: %s', (name, flavor, expected) => {
    expect(isInCudaImage(name, { version: '12.4', flavor, hasCudnn: false })).toBe(expected);
  });
});
