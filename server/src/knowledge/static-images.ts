/** Images without any C library, besides `scratch`: https://github.com/GoogleContainerTools/distroless, https://images.chainguard.dev (2026-11) */
const withoutLibraries: readonly RegExp[] = [/^distroless\/static(?:-debian\d+)?$/, /^chainguard\/static$/];

/**
 * Whether a program that is linked with Debian's C library does not start in an image: it has none, or that of Alpine. Returns false for images
 * that are not known.
 */
export function isImageWithoutDebianLibraries(
  { repository, isScratch }: { readonly repository: string; readonly isScratch: boolean },
  distro: string | undefined,
): boolean {
  return isScratch || distro === 'alpine' || withoutLibraries.some((pattern) => pattern.test(repository));
}
