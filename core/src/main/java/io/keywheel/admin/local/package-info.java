/** What this process can answer of itself: the ports of the admin plane on the pools and the last requests. */
@NullMarked
package io.keywheel.admin.local;

import org.jspecify.annotations.NullMarked;
