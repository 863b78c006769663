(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Regions: measures, membership, distances; what is no region stays as it is. *)
>> {Area[Disk[{0, 0}, r]], Volume[Ball[{0, 0, 0}, r]], Perimeter[Disk[{0, 0}, r]], SurfaceArea[Ball[{0, 0, 0}, r]]}
{Pi*r^2, (4*Pi*r^3)/3, 2*Pi*r, 4*Pi*r^2}

>> {Area[Sphere[]], Volume[Disk[]], Area[Triangle[{{0, 0, 0}, {1, 0, 0}, {0, 1, 0}}]]}
{4*Pi, Undefined, 1/2}

>> Area[foo]
Area[foo]

>> RegionMeasure[Simplex[4]]
1/24

>> {RegionMember[Disk[], {1, 0}], RegionMember[Disk[], {2, 0}], RegionMember[HalfSpace[{1, 0}, 2], {2, 7}]}
{True, False, True}

>> {RegionDistance[Rectangle[{0, 0}, {2, 2}], {3, 3}], RegionNearest[Rectangle[{0, 0}, {2, 2}], {3, 1}]}
{Sqrt[2], {2, 1}}

>> CircumscribedBall[{{0, 0}, {4, 0}, {0, 3}, {1, 1}}]
Ball[{2, 3/2}, 5/2]

>> RegionBounds[{1, 2}]
RegionBounds[{1, 2}]
