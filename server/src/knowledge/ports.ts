/**
 * Ports through which people administrate a machine or a container engine, with the service.
 * https://www.iana.org/assignments/service-names-port-numbers (VNC: RFC 6143; the Docker API without TLS: docs.docker.com, dockerd), 2026-11.
 */
export const administrationPorts: ReadonlyMap<number, string> = new Map([
  [22, 'SSH'],
  [23, 'Telnet'],
  [2375, 'Docker API'],
  [3389, 'RDP'],
  [5800, 'VNC'],
  [5900, 'VNC'],
  [5985, 'WinRM'],
]);

/** A port or a range of EXPOSE. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
  /** Lower case. */
  readonly protocol: string;
}

/** Reads a word of EXPOSE: `80`, `80/udp`, `7000-7009`. Returns undefined for anything else. */
export function readPortRange(text: string): PortRange | undefined {
  const [, first, last = first, protocol = 'tcp'] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/([A-Za-z]+))?$/.exec(text) ?? [];
  return first === undefined ? undefined : { first: Number(first), last: Number(last), protocol: protocol.toLowerCase() };
}

/** `localhost:8080`, `0.0.0.0:8080`, `:8080/health`, `--port=8080`, `--port 8080`. */
const inCommand = /(?:(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]|[\s"'/]):|--(?:http-)?port[=\s"',]+)(\d{2,5})\b/g;

/** The ports that the text of a command names, with their offsets in the text. */
export function portsInCommand(text: string): readonly { readonly text: string; readonly start: number }[] {
  return [...text.matchAll(inCommand)].map((match) => ({ text: match[1]!, start: match.index + match[0].length - match[1]!.length }));
}
