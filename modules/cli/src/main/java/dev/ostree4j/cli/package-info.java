// SPDX-License-Identifier: LGPL-2.1-or-later

/// One class a command. [dev.ostree4j.cli.Main] is where a run begins.
package dev.ostree4j.cli;
