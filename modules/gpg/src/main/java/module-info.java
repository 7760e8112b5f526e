// SPDX-License-Identifier: LGPL-2.1-or-later

/// An OpenPGP engine for `sign`; exports nothing, provides a service.
@org.jspecify.annotations.NullMarked
module dev.ostree4j.gpg {
  requires static org.jspecify;
  requires org.bouncycastle.pg;
  requires org.bouncycastle.provider;
  requires dev.ostree4j.sign;
}
