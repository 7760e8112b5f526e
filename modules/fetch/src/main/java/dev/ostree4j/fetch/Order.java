// SPDX-License-Identifier: LGPL-2.1-or-later
package dev.ostree4j.fetch;

import java.util.List;

/// One GET request, ready to be sent.
///
/// @param headers all lines but `Host` and what concerns the connection
/// @param meter watches the time it takes
record Order(Target target, List<Header> headers, Meter meter) {}
