// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.lan;

import java.net.InetAddress;
import java.util.List;

/// A service that somebody offers.
///
/// @param name for people
/// @param addresses where it may be, the best first
/// @param texts of its TXT record
record LanService(String name, List<InetAddress> addresses, int port, List<String> texts) {}
