// SPDX-License-Identifier: LGPL-2.1-or-later

/// An OpenPGP engine for `sign`: reads keys and signatures, and judges them as GnuPG does.
///
/// ```text
///   key ring    = key …                     binary, or in ASCII armour
///   key         = public-key  signature …   ( user  signature … ) …   ( subkey  signature … ) …
///   signatures  = signature …               beside the document
/// ```
///
/// Every arrow of trust is a signature: the primary key signs its users and subkeys, a subkey for
/// signing signs back, either signs documents.
package dev.ostree4j.gpg;
