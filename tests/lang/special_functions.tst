(* SPDX-License-Identifier: LGPL-3.0-or-later *)
>> {Gamma[5], Gamma[1/2], Gamma[-3/2], Gamma[0], Gamma[1, x], Gamma[3, 2]}
{24, Sqrt[Pi], (4*Sqrt[Pi])/3, ComplexInfinity, E^(-x), 10/E^2}

>> {Beta[2, 3], Beta[1/2, 1/2], Beta[1/2, 2, 3], LogGamma[5], PolyGamma[0, 3], PolyGamma[1, 1/2]}
{1/12, Pi, 11/192, Log[24], 3/2 - EulerGamma, Pi^2/2}

>> {Zeta[2], Zeta[4], Zeta[0], Zeta[-1], Zeta[-2], Zeta[1], Zeta[3], Zeta[2, 3]}
{Pi^2/6, Pi^4/90, -1/2, -1/12, 0, ComplexInfinity, Zeta[3], -5/4 + Pi^2/6}

>> {PolyLog[2, 1], PolyLog[2, -1], PolyLog[1, x], PolyLog[2, 1/2]}
{Pi^2/6, -1/12*Pi^2, -Log[1 - x], Pi^2/12 - Log[2]^2/2}

>> {Erf[0], Erf[Infinity], Erf[-x], Erfc[-Infinity], Erfi[I x], InverseErf[1]}
{0, 1, -Erf[x], 2, I*Erf[x], Infinity}

>> {SinIntegral[Infinity], CosIntegral[0], ExpIntegralEi[-Infinity], LogIntegral[1], FresnelS[-Infinity], ExpIntegralE[2, 0]}
{Pi/2, -Infinity, 0, -Infinity, -1/2, 1}

>> {BesselJ[0, 0], BesselJ[2, 0], BesselY[0, 0], BesselK[1, 0], BesselJ[-3, x], AiryAi[0]}
{1, 0, -Infinity, ComplexInfinity, -BesselJ[3, x], 1/(3^(2/3)*Gamma[2/3])}

>> {LegendreP[3, x], HermiteH[4, x], LaguerreL[2, x], ChebyshevT[4, x], ChebyshevU[3, x], GegenbauerC[2, 2, x]}
{(-3*x + 5*x^3)/2, 12 - 48*x^2 + 16*x^4, (2 - 4*x + x^2)/2, 1 - 8*x^2 + 8*x^4, -4*x + 8*x^3, -2 + 12*x^2}

>> {LegendreP[10, 1], HermiteH[3, 1/2], ChebyshevT[100, Cos[Pi/3]], JacobiP[2, 0, 0, x]}
{1, -5, -1/2, (-1 + 3*x^2)/2}

>> {EllipticK[0], EllipticE[1], EllipticF[x, 0], JacobiSN[u, 0], JacobiCN[u, 1], JacobiDN[0, m]}
{Pi/2, 1, x, Sin[u], Sech[u], 1}

>> {Hypergeometric2F1[1, 1, 2, z], Hypergeometric1F1[a, a, z], Hypergeometric2F1[-2, 3, 4, z], HypergeometricPFQ[{2}, {2}, 1]}
{-(Log[1 - z]/z), E^z, 1 - (3*z)/2 + (3*z^2)/5, E}

>> {ProductLog[0], ProductLog[E], ProductLog[-1/E], ProductLog[1.]}
{0, 1, -1, 0.5671432904097838}

(* Numbers *)
>> {Gamma[5.5], Zeta[3.], Erf[1.], BesselJ[0, 1.], EllipticK[0.5], AiryAi[1.]}
{52.34277778455352, 1.2020569031595942, 0.8427007929497149, 0.7651976865579666, 1.8540746773013719, 0.13529241631288141}

>> Round[10^30 N[Gamma[1/3], 35]]
2678938534707747633655692940975

>> {Gamma[-2.], Zeta[1.], BesselK[0, 0.]}
{ComplexInfinity, ComplexInfinity, Infinity}

>> {DiracDelta[1], HeavisideTheta[-2], HeavisideTheta[Pi], UnitBox[1/2], UnitTriangle[1/4]}
{0, 0, 1, 1, 3/4}
