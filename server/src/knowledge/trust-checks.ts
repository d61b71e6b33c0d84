/*
 * Options and variables that turn off the check of a TLS certificate or of a package's signature. Sources are the manuals of the programs,
 * read in 2026-11. The patterns are matched with the arguments of a command, joined with single spaces.
 */

/** What turns off a check in the arguments of a program. The match is the words to show; a group after it in the text is not needed. */
export type CheckSwitches = Readonly<Record<string, RegExp>>;

/** TLS certificates. curl is not here: its options can be joined in one word. */
export const tlsSwitches: CheckSwitches = {
  wget: /--no-check-certificate(?= |$)/,
  git: /http(?:\.\S*)?\.sslverify(?:=| )["']?(?:false|0|no|off)\b["']?/i,
  npm: /--strict-ssl(?:=| )false\b|--no-strict-ssl\b|\bstrict-ssl(?:=| )false\b/,
  pnpm: /--strict-ssl(?:=| )false\b|--no-strict-ssl\b|\bstrict-ssl(?:=| )false\b/,
  yarn: /\bstrict-ssl(?: |=)["']?false\b|\benableStrictSsl(?: |=)["']?false\b/,
  pip: /--trusted-host(?: |=)\S+|\bglobal\.trusted-host(?: |=)\S+/,
  uv: /--(?:allow-insecure-host|trusted-host)(?: |=)\S+/,
  conda: /--insecure\b|\bssl_verify(?: |=)["']?(?:false|no)\b/i,
  mamba: /--insecure\b|\bssl_verify(?: |=)["']?(?:false|no)\b/i,
  yum: /--setopt(?: |=)["']?(?:\S*\.)?sslverify=["']?(?:false|0|no)\b/i,
  dnf: /--setopt(?: |=)["']?(?:\S*\.)?sslverify=["']?(?:false|0|no)\b/i,
  microdnf: /--setopt(?: |=)["']?(?:\S*\.)?sslverify=["']?(?:false|0|no)\b/i,
  'apt-get': /Acquire::https?:*\S*::Verify-(?:Peer|Host)=["']?(?:false|0|no)\b/i,
  apt: /Acquire::https?:*\S*::Verify-(?:Peer|Host)=["']?(?:false|0|no)\b/i,
  apk: /--no-check-certificate\b/,
  composer: /\bdisable-tls(?: |=)["']?(?:true|1)\b/,
  bundle: /\bssl_verify_mode(?: |=)["']?0\b/,
  svn: /--trust-server-cert(?:-failures=\S+)?(?= |$)/,
  helm: /--insecure-skip-tls-verify\b/,
  kubectl: /--insecure-skip-tls-verify(?:=true)?(?= |$)/,
  aws: /--no-verify-ssl\b/,
  'ansible-galaxy': /--ignore-certs\b/,
  http: /--verify(?: |=)["']?no\b/,
};

/** Variables of the environment that turn off the check of certificates, with the values that do. */
export const tlsVariables: Readonly<Record<string, RegExp>> = {
  NODE_TLS_REJECT_UNAUTHORIZED: /^0$/,
  PYTHONHTTPSVERIFY: /^0$/,
  GIT_SSL_NO_VERIFY: /^(?:1|true|yes|on)$/i,
  NPM_CONFIG_STRICT_SSL: /^(?:false|0)$/i,
  npm_config_strict_ssl: /^(?:false|0)$/i,
  YARN_ENABLE_STRICT_SSL: /^(?:false|0)$/i,
  PIP_TRUSTED_HOST: /./,
  CONDA_SSL_VERIFY: /^(?:false|0|no)$/i,
  BUNDLE_SSL_VERIFY_MODE: /^0$/,
  ANSIBLE_GALAXY_IGNORE: /^(?:1|true|yes)$/i,
  GOINSECURE: /./,
};

/** Signatures of packages and repositories. */
export const signatureSwitches: CheckSwitches = {
  'apt-get':
    /--allow-unauthenticated\b|--force-yes\b|--no-allow-insecure-repositories=false|--allow-insecure-repositories\b|APT::Get::AllowUnauthenticated=["']?(?:true|1|yes)\b|Acquire::AllowInsecureRepositories=["']?(?:true|1|yes)\b/i,
  apt: /--allow-unauthenticated\b|--force-yes\b|--allow-insecure-repositories\b|APT::Get::AllowUnauthenticated=["']?(?:true|1|yes)\b/i,
  apk: /--allow-untrusted\b/,
  yum: /--nogpgcheck\b|--setopt(?: |=)["']?(?:\S*\.)?gpgcheck=["']?(?:0|false|no)\b/i,
  dnf: /--nogpgcheck\b|--no-gpgchecks\b|--setopt(?: |=)["']?(?:\S*\.)?gpgcheck=["']?(?:0|false|no)\b/i,
  microdnf: /--nogpgcheck\b|--setopt(?: |=)["']?(?:\S*\.)?gpgcheck=["']?(?:0|false|no)\b/i,
  tdnf: /--nogpgcheck\b/,
  rpm: /--nosignature\b|--nodigest\b|--nogpgcheck\b|--no-gpg-checks\b/,
  zypper: /--no-gpg-checks?\b|--allow-unsigned-rpm\b/,
  'add-apt-repository': /\[(?:[^\]]* )?(?:trusted|allow-insecure)=yes(?: [^\]]*)?\]/,
};

/** Text in a file of repositories that turns off the check of their signatures. */
export const unsignedRepository =
  /\[(?:[^\]\n]*\s)?(?:trusted|allow-insecure)=yes(?:\s[^\]\n]*)?\]|(?:\\n|\b)gpgcheck\s*=\s*(?:0|no|false)\b/i;
