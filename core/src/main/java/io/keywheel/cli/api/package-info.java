/** The admin API as the command line calls it: where the server is, the token, requests, the live feed. */
@NullMarked
package io.keywheel.cli.api;

import org.jspecify.annotations.NullMarked;
