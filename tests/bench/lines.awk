# SPDX-License-Identifier: MIT
{ print length($0), toupper($0) }
