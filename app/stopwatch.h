#pragma once

namespace terreau {

// Seconds of a steady clock.
double now_s();
// Milliseconds since the kernel started this process, dynamic linking included; read from
// /proc/self/stat, whose clock ticks 100 times a second.
double since_process_start_ms();
// The most memory that the process ever held, MiB.
double peak_rss_mib();

}  // namespace terreau
