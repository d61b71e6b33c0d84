/** Scripts, sources and configuration, by the ends of their names. */
const smallFile =
  /\.(?:asc|bash|cfg|conf|crt|diff|env|gpg|ini|js|json|key|list|patch|pem|php|pl|properties|ps1|pub|py|rb|repo|service|sh|sql|toml|txt|xml|ya?ml)$/;

/** Whether a file usually has a few kilobytes, where its size is not known. */
export function isUsuallySmall(path: string): boolean {
  return smallFile.test(path);
}
