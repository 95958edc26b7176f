state-done = Done
state-here = Here now
state-to-come = To come
