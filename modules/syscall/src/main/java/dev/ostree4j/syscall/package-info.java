// SPDX-License-Identifier: LGPL-2.1-or-later

/// The kernel as an interface, its two implementations and their errors.
///
/// Every path is relative to an open [dev.ostree4j.syscall.Descriptor] and never leaves it. A name
/// is bytes to the kernel and a `String` here: strict UTF-8, where a byte that is no part of valid
/// UTF-8 becomes the lone surrogate U+DC00 + byte (see [dev.ostree4j.syscall.FileNames]).
package dev.ostree4j.syscall;
