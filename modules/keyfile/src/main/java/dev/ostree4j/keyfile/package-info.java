// SPDX-License-Identifier: LGPL-2.1-or-later

/// GLib key files.
///
/// ```text
/// # comment
/// [group]
/// key=value          leading blanks of the value do not count
/// key[de_DE]=Wert    the same key for a locale
/// list=a;b\;c;       separator ends each element; escapes: \s \n \t \r \\ and \; in lists
/// ```
package dev.ostree4j.keyfile;
