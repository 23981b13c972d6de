/** Kill switches: rules that announce when a service is to be stopped, and stay by it. */
package io.tripline.ledger.killswitch;
