// SPDX-License-Identifier: MIT
/* Channels, as core.async has them: queues of values with a buffer, a
 * transducer perhaps, and those who wait to put and to take.
 *
 * Who puts or takes makes an offer: an object that is done once, with one of
 * the channels it was given to (alts!).  A tasklet that waits for an offer
 * parks; a function (put!, take!) is called when it is done.
 *
 * A put or take is one step for everybody else, the GIL guards it, but for a
 * transducer, which is Clojure code and may itself wait: while it runs the
 * channel is busy, and others wait for that. */
#ifndef SCHED_CHANNEL_H
#define SCHED_CHANNEL_H

int channel_init(void);

#endif
