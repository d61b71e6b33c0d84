/**
 * Variables that nginx defines itself, as configuration files use them. https://nginx.org/en/docs/varindex.html, read 2026-11. Names that
 * are also usual in Dockerfiles (`version`, `hostname`, `pid`) are missing.
 */
export const nginxVariables: ReadonlySet<string> = new Set(
  `args arg_name binary_remote_addr body_bytes_sent bytes_sent connection connection_requests content_length content_type cookie_name
  document_root document_uri fastcgi_path_info fastcgi_script_name geoip_country_code host http_authorization http_connection http_cookie
  http_host http_origin http_referer http_upgrade http_user_agent http_x_forwarded_for http_x_forwarded_proto http_x_real_ip https
  invalid_referer is_args limit_rate msec nginx_version proxy_add_x_forwarded_for proxy_host proxy_port proxy_protocol_addr query_string
  realip_remote_addr realpath_root remote_addr remote_port remote_user request request_body request_filename request_id request_length
  request_method request_time request_uri scheme sent_http_content_type server_addr server_name server_port server_protocol ssl_cipher
  ssl_client_cert ssl_client_verify ssl_protocol ssl_server_name status time_iso8601 time_local uri upstream_addr upstream_cache_status
  upstream_connect_time upstream_http_content_type upstream_response_time upstream_status`.split(/\s+/),
);

/** Directives that only a configuration of nginx contains. */
export const nginxDirective =
  /\b(?:proxy_pass|proxy_set_header|try_files|fastcgi_(?:pass|param)|log_format|upstream\s+\S+\s*\{|location\s+[^{}]*\{|server\s*\{)/;
