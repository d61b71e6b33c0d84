import { describe, expect, it } from 'vitest';
import type { SizeEstimate } from '../../../server/src/sizes/size.ts';
import { finalSizes, lastLayer } from '../../support/sizes.ts';

const locked = (count: number): string =>
  Array.from({ length: count }, (_, i) => `[[package]]\n      name = "crate${i}"\n      version = "1.0.0"\n      source = "registry"`).join(
    '\n      ',
  );

const context = (count: number): string => `
  Cargo.toml
      [package]
      name = "server"
      version = "0.1.0"
  Cargo.lock
      ${locked(count)}
  src/main.rs
      fn main() {}
`;

function layer(run: string, count = 100): SizeEstimate {
  return lastLayer(`FROM rust:1.90\nWORKDIR /app\nCOPY . .\nRUN ${run}`, context(count));
}

describe('Cargo', () => {
  it('fetches the packages of Cargo.lock', () => {
    const [few, many] = [layer('cargo fetch', 10).bytes!, layer('cargo fetch', 100).bytes!];
    expect(many.likely / few.likely).toBeCloseTo(10, 5);
    expect(layer('cargo fetch').source).toBe('heuristic');
  });

  it.each([
    ['the registry on a mount', '--mount=type=cache,target=/usr/local/cargo/registry cargo fetch'],
    ['fetched again', 'true', 'RUN cargo fetch\n'],
  ])('fetches nothing into the layer: %s', (_, run, before = '') => {
    const text = `FROM rust:1.90\nWORKDIR /app\nCOPY . .\nRUN cargo fetch\n${before}RUN ${run}`;
    expect(lastLayer(text, context(100)).bytes!.high).toBeLessThanOrEqual(100_000);
  });

  it('leaves compiled packages in the target folder as waste, unless that is on a mount', () => {
    const mounts = '--mount=type=cache,target=/usr/local/cargo/registry';
    expect(layer(`${mounts} cargo build --release`).wasted).toBeGreaterThan(50_000_000);
    expect(layer(`${mounts} cargo build`).wasted).toBeGreaterThan(layer(`${mounts} cargo build --release`).wasted);
    expect(layer(`${mounts} --mount=type=cache,target=/app/target cargo build --release`).bytes!.high).toBe(0);
    expect(layer(`${mounts} cargo build --release && cargo clean`).bytes!.likely).toBe(0);
  });

  it.each([
    ['a release', 'cargo build --release', '/app/target/release/server'],
    ['a release, short', 'cargo b -r --locked', '/app/target/release/server'],
    ['for a platform', 'cargo build --release --target x86_64-unknown-linux-musl', '/app/target/x86_64-unknown-linux-musl/release/server'],
    ['in another folder', 'CARGO_TARGET_DIR=/out cargo build --release', '/out/release/server'],
    ['a profile', 'cargo build --profile dist', '/app/target/dist/server'],
    ['for debuggers', 'cargo build', '/app/target/debug/server'],
    ['installed', 'cargo install --path .', '/usr/local/cargo/bin/server'],
    ['installed elsewhere', 'cargo install --path . --root /usr/local', '/usr/local/bin/server'],
    ['of the registry', 'cargo install ripgrep --root /out', '/out/bin/ripgrep'],
  ])('%s: the program can be copied', (_, run, path) => {
    const text = `FROM rust:1.90 AS build\nWORKDIR /app\nCOPY . .\nRUN ${run}\nFROM scratch\nCOPY --from=build ${path} /`;
    const { low, likely } = finalSizes(text, context(100)).layers[0]!.estimate.bytes!;
    expect(low).toBeGreaterThan(400_000);
    expect(likely).toBeGreaterThan(2_000_000);
  });

  it('knows nothing about other verbs', () => {
    expect(layer('cargo xtask build').source).toBe('unknown');
    expect(layer('cargo new x').source).toBe('unknown');
  });
});
