import { megabytes } from '../base/size-range.ts';
import type { SizeRange } from '../base/size-range.ts';

/**
 * Images of registries whose sizes could not be read, in megabytes: of distroless images, `static` has 2 (its README), `base` had 15.5 in 2018 and
 * has OpenSSL and glibc; the others add a runtime. Estimates over the releases of Debian up to 2026-12.
 */
const images: readonly (readonly [name: RegExp, size: SizeRange])[] = [
  [/^gcr\.io\/distroless\/static(?:-|$)/, megabytes(1.7, 2.2, 4.5)],
  [/^gcr\.io\/distroless\/base(?:-|$)/, megabytes(13, 20, 32)],
  [/^gcr\.io\/distroless\/cc(?:-|$)/, megabytes(16, 24, 38)],
  [/^gcr\.io\/distroless\/python3?(?:-|$)/, megabytes(35, 55, 90)],
  [/^gcr\.io\/distroless\/nodejs/, megabytes(70, 140, 240)],
  [/^gcr\.io\/distroless\/java-base/, megabytes(18, 35, 70)],
  [/^gcr\.io\/distroless\/java/, megabytes(100, 200, 290)],
  [/^cgr\.dev\/chainguard\/static(?:-|$)/, megabytes(0.5, 1.3, 5)],
];

/** The size of an image by its name with the host of the registry. Undefined for other images. */
export function estimatedImage(name: string): SizeRange | undefined {
  return images.find(([pattern]) => pattern.test(name))?.[1];
}
