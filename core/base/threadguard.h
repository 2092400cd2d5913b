// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace pelorus {

/// Names the calling thread the GUI thread: from then on mayBlock() is fatal there.
/// The command line never calls this, so its main thread may wait.
void setGuiThread();

/// Called at the top of everything that can wait: SQL, network, files, processes. In builds for
/// tests a call on the GUI thread ends the program with `what` in the message (promise P8).
void mayBlock(const char *what);

} // namespace pelorus
