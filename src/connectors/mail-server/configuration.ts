/** Where the mail server of one installation lives and listens. Ports on loopback; folders absolute. */
export type MailPlace = {
  /** Everything of it: settings, queue, mail. */
  folder: string
  /** The three files of `writeMailboxes`. */
  accounts: string
  /** Owns the mail on disk. */
  owner: { uid: number; gid: number }
  ports: { smtp: number; submission: number; imap: number; lmtp: number; auth: number }
  /** Certificate and key in PEM for IMAP and submission from outside this machine; without them loopback only. */
  tls: { certificate: string; key: string } | null
}

/** Dovecot: mailboxes by LMTP, IMAP for people's programs, and the sign-in that Postfix asks. */
export function dovecotConf({ folder, accounts, owner, ports, tls }: MailPlace): string {
  return `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
# An address that ends in another program's own account would open system users' mail.
first_valid_uid = ${owner.uid}
last_valid_uid = ${owner.uid}
mail_uid = ${owner.uid}
mail_gid = ${owner.gid}
mail_home = ${folder}/mail/%d/%n
mail_location = maildir:~/Maildir
auth_mechanisms = plain login
auth_username_format = %Lu
auth_failure_delay = 2 secs
disable_plaintext_auth = ${tls ? 'yes' : 'no'}
ssl = ${tls ? 'required' : 'no'}
${tls ? `ssl_cert = <${tls.certificate}\nssl_key = <${tls.key}` : ''}
passdb {
  driver = passwd-file
  args = scheme=SSHA256 ${accounts}/users
}
userdb {
  driver = passwd-file
  args = ${accounts}/users
  override_fields = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%d/%n
}
namespace inbox {
  inbox = yes
  mailbox Drafts {
    auto = create
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = create
    special_use = \\Sent
  }
  mailbox Trash {
    auto = create
    special_use = \\Trash
  }
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = ${ports.imap}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = ${ports.lmtp}
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = ${ports.auth}
  }
}
service anvil {
  chroot =
}
service stats {
  unix_listener stats-writer {
    mode = 0666
  }
}
`
}

/** Postfix: takes mail for the official domains and no others, sends for who has signed in, as themselves only. */
export function postfixMain({ folder, accounts, ports, tls }: MailPlace): string {
  return `
compatibility_level = 3.6
maillog_file = ${folder}/postfix.log
maillog_file_prefixes = ${folder}
queue_directory = ${folder}/spool
data_directory = ${folder}/state
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.localhost
mydestination =
mynetworks =
local_transport = error:there is no local mail here
local_recipient_maps =
alias_maps =
virtual_mailbox_domains = hash:${accounts}/domains
virtual_mailbox_maps = hash:${accounts}/mailboxes
virtual_transport = lmtp:inet:127.0.0.1:${ports.lmtp}
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:${ports.auth}
smtpd_sasl_auth_enable = yes
smtpd_tls_auth_only = ${tls ? 'yes' : 'no'}
${tls ? `smtpd_tls_cert_file = ${tls.certificate}\nsmtpd_tls_key_file = ${tls.key}\nsmtpd_tls_security_level = may` : ''}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_sender_login_maps = hash:${accounts}/mailboxes
smtpd_sender_restrictions = reject_authenticated_sender_login_mismatch
message_size_limit = 26214400
biff = no
`
}

export function postfixMaster({ ports }: MailPlace): string {
  return `
127.0.0.1:${ports.smtp} inet n - n - - smtpd
  -o smtpd_sasl_auth_enable=no
127.0.0.1:${ports.submission} inet n - n - - smtpd
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
}
