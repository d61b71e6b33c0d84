import { architectureNames, architectures, operatingSystems } from '../knowledge/platforms.ts';

/**
 * Reads a platform as containerd/platforms does: `linux/amd64`, `arm64`, `windows`. Returns undefined if it is none. A word alone is a
 * system or an architecture.
 */
export function normalPlatform(text: string): { readonly os: string; readonly architecture: string | undefined } | undefined {
  const [first = '', second, , ...more] = text.toLowerCase().split('/');
  if (more.length > 0) return undefined;
  const architecture = (name: string): string => architectureNames[name] ?? name;
  if (second === undefined) {
    if (operatingSystems.has(first)) return { os: first, architecture: undefined };
    return architectures.has(first) ? { os: 'linux', architecture: architecture(first) } : undefined;
  }
  return operatingSystems.has(first) && architectures.has(second) ? { os: first, architecture: architecture(second) } : undefined;
}
