/** Usual names of keys in a folder `.ssh`. */
export const keysInSsh: readonly string[] = ['id_rsa', 'id_dsa', 'id_ecdsa', 'id_ed25519', 'identity'];

/** Files with passwords and tokens, by name: of Docker Compose and frameworks, netrc(5), PyPI, Git, ssh-keygen(1). */
const secretFile = /^(?:\.env(?:\.local|\..+\.local)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.(?:netrc|pypirc|git-credentials))$/;

/** Private keys, by the end of their names. */
const privateKey = /\.(?:key|ppk)$|^private.*\.pem$|[-_]key\.pem$/i;

/** Keys that everyone may know: `insecure_key.ppk` of phusion/baseimage, `ssl-cert-snakeoil.key`, `selfsigned.key`. */
const publishedKey = /insecure|snakeoil|self[-_]?signed|dummy|example|sample/i;

/** Whether a file contains passwords or tokens, by its name. */
export function isSecretFile(name: string): boolean {
  return secretFile.test(name);
}

/** Whether a file is a private key, by its name. */
export function isPrivateKey(name: string): boolean {
  return privateKey.test(name) && !publishedKey.test(name);
}

/** Whether a folder contains the keys of its owner, by its name. */
export function isSecretFolder(name: string): boolean {
  return name === '.aws' || name === '.ssh';
}
