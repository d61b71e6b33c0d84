/**
 * Whether a value, without quotes and with its variables expanded where they are known, may be a secret.
 *
 * @param isPassword Whether the name is that of a password, which may consist of digits alone.
 */
export function mayBeSecret(value: string, isPassword: boolean): boolean {
  if (value === '' || switches.test(value) || isPlaceholder(value) || isLocation(value)) return false;
  return !/^\d+$/.test(value) || value.length >= (isPassword ? 3 : 4);
}

const switches = /^(?:true|false|yes|no|on|off|none|null|nil|undefined|default|disabled?|enabled?|required?|optional)$/i;

/** Texts that stand for a value that is set elsewhere: `<token>`, `{{ token }}`, `xxxx`, `your-token-here`, `dummy`. */
const placeholders: readonly RegExp[] = [
  /^<.*>$|^\[.*\]$|^\{\{.*\}\}$|^%.*%$|^__.*__$|^@.*@$|^\$\(.*\)$/,
  /^[x*#.\-_0]{3,}$|^(?:_|\?+|-)$|^([a-z])\1{5,}$/i,
  /^(?:your|my|some|insert|enter|put|add)[-_ ].*(?:password|passwd|token|secret|key|here|value)/i,
  /^\*\*.*\*\*$|^\**<?(?:none|null|empty|unset|undefined|required)>?\**$/i,
  /(?<![a-z0-9])(?:replace|fill|set|change|provide)[-_ ]?(?:this|me[-_ ]at|it|at|by|in|with|before)(?![a-z0-9])|[-_ ]here$/i,
  /(?:^|[-_ ])(?:please|missing)(?:[-_ ]|$)|(?:environment|env)[-_ ]?var/i,
  /(?:^|[-_ ])(?:dummy|placeholder|fake|bogus|todo|fixme|tbd|replace[-_ ]?me|unused|not[-_ ]?(?:set|used|needed|required|real))(?:[-_ ]|$)/i,
];

function isPlaceholder(value: string): boolean {
  return placeholders.some((pattern) => pattern.test(value));
}

/** Where the secret is, not what it is: a path, a file name, a URI or the name of an entry in a secret store. */
function isLocation(value: string): boolean {
  return (
    /^(?:\/|\.{1,2}\/|~|\$\{?\w+\}?\/|[A-Za-z]:[\\/]|[a-z][a-z0-9+.-]*:\/\/|(?:file|arn|vault|ssm|env):)/.test(value) ||
    fileName.test(value)
  );
}

/** A file name with a usual extension of a script, a key or a configuration. */
const fileName =
  /^[\w./-]*\w\.(?:asc|bat|cer|cfg|conf|crt|der|env|exe|gpg|ini|jks|js|json|key|keystore|p12|p8|pem|pfx|php|ps1|pub|properties|py|rb|sh|toml|ts|txt|ya?ml|xml)$/;
