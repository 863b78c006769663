% SPDX-License-Identifier: LGPL-3.0-or-later
% The program of peano.pl: its clause of the size comes behind this one.
size(8). % SIZE
:- include(peano).
