// SPDX-License-Identifier: LGPL-2.1-or-later

/// Faults, contracts and builders for tests.
package dev.ostree4j.testkit;
