/*
 * What is known about addresses on the internet. The servers were asked in 2026-11, or their documentation is named.
 */

/**
 * Addresses whose server always answers with a redirect: release files and archives of GitHub (docs.github.com, "Linking to releases"),
 * downloads of SourceForge, and link shorteners.
 */
const redirecting: readonly RegExp[] = [
  /^https?:\/\/github\.com\/[^/]+\/[^/]+\/(?:releases\/(?:latest\/)?download|archive|raw|zipball|tarball)\//,
  /^http:\/\/(?:www\.)?github\.com\//,
  /^https?:\/\/(?:downloads\.sourceforge\.net\/|sourceforge\.net\/projects\/.*\/download$)/,
  /^https?:\/\/(?:bit\.ly|git\.io|goo\.gl|tinyurl\.com|t\.co)\//,
];

/** Whether the server of an address always answers with a redirect to another one. */
export function alwaysRedirects(address: string): boolean {
  return redirecting.some((pattern) => pattern.test(address));
}

/** Key servers that no longer exist. The SKS pool was shut down on 2021-06-21: https://sks-keyservers.net (archived notice). */
const closedKeyServers = /(?:^|[/.@])(?:[\w-]+\.)*(?:sks-keyservers\.net|keyserver\.pgp\.com)(?=$|[:/])/;

/** Whether a key server, given as a name or an address, no longer exists. */
export function isClosedKeyServer(server: string): boolean {
  return closedKeyServers.test(server.replace(/^[a-z]+:\/\//, ''));
}

/** Hosts that are not on the internet: this machine, private networks, names without a dot, reserved names (RFC 6761, RFC 8375). */
const localHost =
  /^(?:localhost|127\.[\d.]+|0\.0\.0\.0|\[::1?\]|10\.[\d.]+|192\.168\.[\d.]+|172\.(?:1[6-9]|2\d|3[01])\.[\d.]+|169\.254\.[\d.]+|[^.]+|.*\.(?:local|localhost|internal|lan|test|invalid|home\.arpa|onion|svc|cluster\.local))$/i;

/** Whether a host is on this machine or in a private network, or its name cannot be known before the build. */
export function isLocalHost(host: string): boolean {
  return localHost.test(host);
}

/** The host of an address; undefined if it is not an address with a host that is written out. */
export function hostOf(address: string): string | undefined {
  return /^[a-z][a-z\d+.-]*:\/\/(?:[^/@\s]*@)?(\[[\da-f:]+\]|[\w.-]+)(?=[:/?#]|$)/i.exec(address)?.[1]?.toLowerCase();
}

/** Sites that answer http with a redirect to https, so that an address without a scheme means https: hosts of source code and of images. */
const httpsSites =
  /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|git\.sr\.ht|sourceforge\.net|hub\.docker\.com|docker\.com|quay\.io|ghcr\.io|npmjs\.com|pypi\.org|[\w-]+\.github\.io|[\w-]+\.gitlab\.io|[\w-]+\.readthedocs\.io)(?=$|[/?#])/i;

/** Whether an address without a scheme is one of a site that only uses https. */
export function isHttpsSite(address: string): boolean {
  return httpsSites.test(address);
}
